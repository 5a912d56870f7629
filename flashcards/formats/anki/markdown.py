"""A side's HTML as Markdown: formulas and sounds aside, and no sign that HTML meant as itself."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from flashcards.formats.html import markdown_of, without_element

MARKS: Final = ("\ue010", "\ue011", "\ue012")
"""Around what a cloze deletes: begin, before a hint, end."""

_PRIVATE: Final = re.compile(r"[\ue000-\ue1ff]")
_PLAIN: Final = re.compile(r"[^<>&\\\[\]*_`$~\n\ue010-\ue012\xa0]*")
_UNSEEN: Final = ("script", "style", "iframe", "object", "embed", "template", "head", "title")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_SCRIPTED: Final = re.compile(
    r"""\b(?:href|src)\s*=\s*(?:"\s*(?:javascript|vbscript|data:text)[^"]*"|"""
    r"""'\s*(?:javascript|vbscript|data:text)[^']*'|(?:javascript|vbscript):[^\s>]*)""",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(
    r"\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]"
    r"|\[\$\$\](?P<old_block>.+?)\[/\$\$\]|\[\$\](?P<old_inline>.+?)\[/\$\]"
    r"|\[latex\](?P<latex>.+?)\[/latex\]"
    r"|<anki-mathjax(?P<kind>[^<>]*)>(?P<tagged>.+?)</anki-mathjax>"
    r"|\[sound:(?P<sound>[^\[\]<>\n]+)\]",
    re.DOTALL | re.IGNORECASE,
)
_MAY_BE_ASIDE: Final = re.compile(r"[\\\[]|<anki-mathjax", re.IGNORECASE)
_HELD: Final = re.compile("\ue000([0-9]+)\ue001")
_BREAK: Final = re.compile(r"<br\s*/?>|</?div>|</?p>", re.IGNORECASE)
_ELEMENT: Final = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*>")
_CODE: Final = ("code", "pre", "kbd", "samp")
_SIGNS: Final = re.compile(r"[*`$]|&lt;|(?<!\w)_|_(?!\w)|\\(?=[!-/:-@\[-`{-~])|~~")
_WRITTEN: Final = {"&lt;": "<", "~~": "~~"}
_FIRST_SIGN: Final = 0xE100
_CODES: Final = {
    sign: chr(_FIRST_SIGN + n)
    for n, sign in enumerate(("*", "`", "$", "&lt;", "_", "\\", "~~", "["))
}
_ESCAPED: Final = {code: f"\\{_WRITTEN.get(sign, sign)}" for sign, code in _CODES.items()}
_ESCAPES: Final = re.compile(f"[{''.join(_ESCAPED)}]")
_LATEX_MATH: Final = re.compile(
    r"\s*(?:\$\$(?P<a>[^$]+)\$\$|\$(?P<b>[^$]+)\$|\\\[(?P<c>.+?)\\\]|\\\((?P<d>.+?)\\\))\s*",
    re.DOTALL,
)
_NO_TEXT: Final = re.compile(r"\s*(?:\||[-*+] |[0-9]+[.)] |\s{4})")
"""A line of a table or list, or one that belongs to it: there a formula stays on it."""

_AROUND: Final = re.compile(r" *\n\n *")
_BLANKS: Final = re.compile(r"\n{3,}")


def side_markdown(html: str, *, in_cloze: bool = False) -> str:
    """HTML of a field or side as Markdown; in a cloze, with its marks, and brackets escaped."""
    if _PLAIN.fullmatch(html):
        return html.strip()
    aside: list[str] = []
    text = _without_unseen(html)
    if _MAY_BE_ASIDE.search(text):
        text = _ASIDE.sub(lambda found: _put_aside(found, aside, in_cloze=in_cloze), text)
    if in_cloze or _SIGNS.search(text):
        text = "".join(_with_signs(text, in_cloze=in_cloze))
    made = _converted(text) if "<" in text or "&" in text else unescape(text)
    made = _ESCAPES.sub(lambda sign: _ESCAPED[sign[0]], made)
    if aside:
        made = "\n".join(_put_back(line, aside) for line in made.split("\n"))
    return _BLANKS.sub("\n\n", made.replace("\xa0", " ").replace("\u200b", "")).strip()


def _converted(html: str) -> str:
    try:
        return markdown_of(html)
    except Exception:  # noqa: BLE001 - the library has many; what it cannot read is words at least
        return unescape(_ELEMENT.sub(" ", _BREAK.sub("\n", html)))


def _put_back(line: str, aside: list[str]) -> str:
    """A line with what was put aside; a formula in the middle of a text has lines of its own."""
    if "\ue000" not in line:
        return line
    is_text = not _NO_TEXT.match(line)

    def kept(held: re.Match[str]) -> str:
        text = aside[int(held[1])]
        if not text.startswith("$$"):
            return text
        return f"\n\n{text}\n\n" if is_text else text[1:-1]

    return _AROUND.sub("\n\n", _HELD.sub(kept, line))


def _without_unseen(html: str) -> str:
    if "<" not in html:
        return html
    lower = html.lower()
    for name in _UNSEEN:
        if f"<{name}" in lower:
            html = without_element(html, name)
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    return _SCRIPTED.sub("", html) if "=" in html else html


def _put_aside(found: re.Match[str], aside: list[str], *, in_cloze: bool) -> str:
    """What the converter must not see, in the order in which it is put back."""
    aside.append(_kept(found, in_cloze=in_cloze))
    return f"\ue000{len(aside) - 1}\ue001"


def _kept(found: re.Match[str], *, in_cloze: bool) -> str:
    kind = found.lastgroup or ""
    if found["sound"]:
        name = unescape(found["sound"]).strip()
        # In a cloze a bracket would be a deletion; a link is none.
        return f"[{_bare(name)}](<{name}>)" if in_cloze else f"[sound:{name}]"
    if kind == "latex":
        return _latex(found["latex"])
    is_block = kind in {"block", "old_block"} or "block" in (found["kind"] or "")
    return _formula(next(text for text in _texts(found) if text), is_block=is_block)


def _texts(found: re.Match[str]) -> Iterator[str | None]:
    return (found[name] for name in ("inline", "block", "old_block", "old_inline", "tagged"))


def _bare(name: str) -> str:
    return name.replace("[", "").replace("]", "")


def _formula(html: str, *, is_block: bool) -> str:
    text = " ".join(_ELEMENT.sub("", unescape(_BREAK.sub(" ", html))).split())
    if not text:
        return ""
    return f"$${text}$$" if is_block else f"${text}$"


def _latex(html: str) -> str:
    """LaTeX that Anki makes a picture of: a formula where it is one, else a block of it."""
    text = unescape(_ELEMENT.sub("", _BREAK.sub("\n", html))).strip()
    found = _LATEX_MATH.fullmatch(text)
    if found is not None:
        inside = next(part for part in found.groups() if part)
        return _formula(inside, is_block=bool(found["a"] or found["c"]))
    if "$" in text:
        return " ".join(text.split())
    return _formula(text, is_block=True)


def _with_signs(html: str, *, in_cloze: bool) -> Iterator[str]:
    """The HTML with signs that Markdown would take for its own, outside code, as stand-ins."""
    place = depth = 0
    for element in _ELEMENT.finditer(html):
        text = html[place : element.start()]
        yield text if depth else _signs(text, in_cloze=in_cloze)
        if element[2].lower() in _CODE:
            depth = max(0, depth + (-1 if element[1] else 1))
        yield element[0]
        place = element.end()
    yield html[place:] if depth else _signs(html[place:], in_cloze=in_cloze)


def _signs(text: str, *, in_cloze: bool) -> str:
    text = _SIGNS.sub(lambda sign: _CODES[sign[0]], text)
    return text.replace("[", _CODES["["]) if in_cloze else text


def without_private(text: str) -> str:
    """The text without the signs that stand for something here."""
    return _PRIVATE.sub("", text)
