"""Saved web pages: their HTML becomes Markdown, and is read as a bank of questions."""

import re
from contextlib import suppress
from dataclasses import fields, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from flashcards.errors.foreign import NotTheFormat
from flashcards.formats.encoding import Decoded, decoded
from flashcards.formats.foreign import Foreign, Wishes

if TYPE_CHECKING:
    from html_to_markdown import ConversionOptions

_UNSEEN: Final = (
    "script",
    "style",
    "noscript",
    "svg",
    "template",
    "iframe",
    "nav",
    "footer",
    "head",
)
_CHARSET: Final = re.compile(
    rb"<meta[^<>]{0,200}charset=[\"']?([a-zA-Z0-9_-]{2,40})", re.IGNORECASE
)
_MAIN: Final = re.compile(r"<(main|article)\b", re.IGNORECASE)
_MATH: Final = re.compile(r"\\\\([()\[\]])")
_NUMBER: Final = re.compile(r"^([ ]*[0-9]{1,4})\\(?=[.)][ ])", re.MULTILINE)
_DEFINES: Final = re.compile(r"<dd\b[^<>]*>", re.IGNORECASE)
_HEAD: Final = 4096
_FEWEST_OF_MAIN: Final = 0.3


def takes(sample: bytes) -> bool:
    """Whether a file begins as a page does."""
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    return start.startswith((b"<!doctype html", b"<html"))


def read(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a saved page; raises `NotATextFile`, `TooLong`, `NotTheFormat`."""
    from flashcards.formats.markdown import read_text

    text, encoding = _decoded(content, wishes.name)
    try:
        made = markdown_of(_shown(text))
    except Exception as error:  # noqa: BLE001 - the library has many, none of which is ours
        raise NotTheFormat(wishes.name, "a page", str(error).split("\n", 1)[0][:100]) from None
    found = read_text(Decoded(made, encoding), wishes)
    # A line of the Markdown says nothing to somebody who has the page.
    shapes = tuple(replace(shape, empty=()) for shape in found.shapes)
    left_out = tuple(replace(one, lines=()) for one in found.left_out)
    asking = found.asking._replace(lines=())
    return replace(found, shapes=shapes, left_out=left_out, asking=asking)


def markdown_of(html: str) -> str:
    """HTML as Markdown: code, tables and links stay; what a reader never sees is gone."""
    from html_to_markdown import convert

    made = convert(_DEFINES.sub(r"<dd>: ", html), _options()).content or ""
    return _NUMBER.sub(r"\1", _MATH.sub(r"\\\1", made.replace("\r\n", "\n")))


@lru_cache(maxsize=1)
def _options() -> "ConversionOptions":
    """What is converted how; words as the library's own values, or each call looks each up."""
    import html_to_markdown

    said = html_to_markdown.ConversionOptions(
        extract_metadata=False,
        br_in_tables=True,
        compact_tables=True,
        list_indent_width=4,
        preserve_tags=["sub", "sup"],
    )
    own: dict[str, Any] = {}
    for field in fields(said):
        name = "".join(word.capitalize() for word in field.name.split("_"))
        values = getattr(html_to_markdown, name, None)
        word = str(getattr(said, field.name)).upper()
        if hasattr(values, word):
            own[field.name] = getattr(values, word)
    return replace(said, **own)


def _decoded(content: bytes, name: str) -> Decoded:
    """The text, in the encoding that the page names where it is not UTF-8."""
    with suppress(UnicodeDecodeError):
        content.decode("utf-8")
        return decoded(content, name)
    named = _CHARSET.search(content[:_HEAD])
    if named is not None:
        encoding = named[1].decode("ascii")
        with suppress(LookupError, UnicodeDecodeError):
            known = content.decode(encoding).encode("utf-8")
            return decoded(known, name)._replace(encoding=encoding)
    return decoded(content, name)


def _shown(html: str) -> str:
    """The part of a page that is read: its main part if it says, without scripts and menus."""
    for name in _UNSEEN:
        html = without_element(html, name)
    main = _MAIN.search(html)
    if main is not None:
        end = html.lower().rfind(f"</{main[1].lower()}>")
        part = html[main.start() : end if end > main.start() else len(html)]
        if len(part) >= _FEWEST_OF_MAIN * len(html):
            html = part
    return html


def without_element(html: str, name: str) -> str:
    """The page without the elements of a name, and all that is in them; in linear time."""
    lower = html.lower()
    kept, place = [], 0
    opening, closing = f"<{name}", f"</{name}"
    while (start := lower.find(opening, place)) >= 0:
        after = lower[start + len(opening) : start + len(opening) + 1]
        end = lower.find(closing, start)
        if end < 0:
            break
        stop = lower.find(">", end)
        if after and after not in " \t\n>/":
            kept.append(html[place : start + len(opening)])
            place = start + len(opening)
            continue
        kept.append(html[place:start])
        place = len(html) if stop < 0 else stop + 1
    return "".join([*kept, html[place:]])
