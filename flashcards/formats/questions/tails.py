"""What stands at an answer's end and is none of it: breaks, rules, ways back, page footers."""

import re
from collections.abc import Sequence
from typing import Final

_BREAK: Final = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_LAST_BREAKS: Final = re.compile(r"(?:\s*<br\s*/?>)+\Z", re.IGNORECASE)
_CLOSING: Final = re.compile(
    r"(?:</?(?:br|hr|p|div|center|details)\s*/?>|\s)*"
    r"|\s*(?:-[ ]?){3,}|\s*(?:\*[ ]?){3,}|\s*_{3,}|\s*={3,}",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"</(p|div|center|details)\s*>", re.IGNORECASE)
_FOOTER: Final = re.compile(
    r"\W*(?:\u00a9|copyright\b|\(c\)[ ]?[0-9]|made with\b|last updated\b|all rights reserved"
    r"|edit this page|star this repo|licensed under|page [0-9]+(?: of [0-9]+)?\W*\Z)",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*)(?:\s[^()]*)?\)")
_HTML_LINK: Final = re.compile(
    r"<a\b[^<>]*?href=[\"']?([^\"'<>\s]*)[^<>]*>(.*?)</a>", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"<[^<>]*>|[*_`~#]|&nbsp;|:[a-z_]+:")
_BACK: Final = re.compile(
    r"\b(?:back|return|top|next|prev(?:ious)?)\b|[\u2191\u2b06\u21a5]", re.IGNORECASE
)
_WAY: Final = re.compile(
    r"(?:\W|go|jump|scroll|return|back|to|the|top|contents?|index|toc|table|of|home|up|questions?"
    r"|menu|beginning|start|list|page|next|previous|prev|related|topics?)+",
    re.IGNORECASE,
)
_WRAPPED: Final = re.compile(
    r"[ \t]*<(div|p|center)\b[^<>]*>"
    r"(?P<inside>(?:(?!<\1)[^\n]|\n(?!\s*\n)){0,400}?)</\1>\s*\Z",
    re.IGNORECASE,
)
_MOST: Final = 40
_LONGEST: Final = 300
"""Characters of the longest line, or element, that may be a page's and no answer's."""


def trimmed(text: str) -> str:
    """A text without what is none of it at its end, and without blank lines and breaks before."""
    text = _without_wrapped_way(text.rstrip())
    lines = text.split("\n")
    for _ in range(_MOST):
        if not lines or not _is_tail(lines):
            break
        lines.pop()
    first = 0
    while first < len(lines) and (not lines[first].strip() or _BREAK.fullmatch(lines[first])):
        first += 1
    if lines and lines[-1].rstrip()[-1:] == ">":
        lines[-1] = _LAST_BREAKS.sub("", lines[-1])
    return "\n".join(lines[first:])


def _without_wrapped_way(text: str) -> str:
    """The text without an element at its end in which there is only a way back."""
    if not text.endswith(">"):
        return text
    wrapped = _WRAPPED.search(text, max(0, len(text) - _LONGEST))
    if wrapped is None or not _is_way(" ".join(wrapped["inside"].split())):
        return text
    return text[: wrapped.start()].rstrip()


def _is_tail(lines: Sequence[str]) -> bool:
    """Whether the last of an answer's lines is none of its own."""
    last = lines[-1].strip()
    if len(last) > _LONGEST:
        return False
    if not last or (last[0] in "<-*_=" and _CLOSING.fullmatch(last)):
        return not _closes(lines, last)
    return _is_way(last) or bool(_FOOTER.match(last))


def _closes(lines: Sequence[str], last: str) -> bool:
    """Whether a line closes what was opened in the lines above it."""
    names = {one[1].lower() for one in _CLOSED.finditer(last)}
    if not names:
        return False
    above = "\n".join(lines[:-1]).lower()
    return any(above.count(f"<{name}") > above.count(f"</{name}") for name in names)


def _is_way(line: str) -> bool:
    """Whether a line only leads elsewhere: back to the top, to the contents, to the next page."""
    if "](" not in line and "<a" not in line:
        return False
    listed = line.lstrip()[:2] in {"- ", "* ", "+ "}
    links = [(one[1], one[2]) for one in _LINK.finditer(line)]
    links += [(one[2], one[1]) for one in _HTML_LINK.finditer(line)]
    rest = _MARKUP.sub("", _HTML_LINK.sub("", _LINK.sub("", line)))
    if not links or (any(map(str.isalnum, rest)) and not _WAY.fullmatch(rest)):
        return False
    return all(_leads_back(said, target, listed=listed) for said, target in links)


def _leads_back(said: str, target: str, *, listed: bool) -> bool:
    if target.startswith("#"):
        return True
    words = _MARKUP.sub("", said).strip()
    return not listed and bool(_BACK.search(words)) and bool(_WAY.fullmatch(words))
