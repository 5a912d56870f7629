"""HTML tags within a line: what each adds to the text, or does to its style."""

from collections.abc import Callable
from typing import Final

from flashcards.views.markup.html import BLOCKS, Tag
from flashcards.views.markup.wording import Wording

_STYLES: Final = {
    **dict.fromkeys(("b", "strong", "th", "summary", "caption", "dt"), "bold"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "bold"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strike"),
    "mark": "mark",
    "rp": "bracket",
}
_NOTES: Final = {"a": "href", "abbr": "title"}
"""The attribute that is said behind a tag's text."""
_RULE: Final = "───"
_QUOTES: Final = "“”"
_LONGEST_NUMBER: Final = 9


def add_tag(wording: Wording, tag: Tag, written: str) -> None:
    """Add what a tag says; one that is none here is shown as it is written."""
    name, is_end = tag.name, tag.is_end
    if not tag.is_sure and not wording.is_at_start:
        wording.add(written)
        return
    if name in _TAGS:
        _TAGS[name](wording, tag)
    elif name in BLOCKS:
        wording.add_break()
    if name in _STYLES:
        wording.turn(_STYLES[name], -1 if is_end else 1)


def _add_link(wording: Wording, tag: Tag) -> None:
    if tag.is_end:
        wording.close_link(tag.name)
    else:
        wording.open(tag.name, tag.attributes.get(_NOTES[tag.name], ""))


def _add_picture(wording: Wording, tag: Tag) -> None:
    wording.begin_picture()
    wording.open("img", tag.attributes.get("src", ""))
    wording.add(tag.attributes.get("alt", "").strip())
    wording.close_link("img", title=tag.attributes.get("title", ""))


def _add_raised(wording: Wording, tag: Tag) -> None:
    if tag.is_end:
        wording.close_raised(tag.name)
    else:
        wording.begin_raised(tag.name)


def _add_ruby(wording: Wording, tag: Tag) -> None:
    wording.turn_reading(is_end=tag.is_end or tag.name != "rt")


def _add_rule(wording: Wording) -> None:
    wording.add_break()
    wording.add(f"{_RULE}\n")


def _turn_list(wording: Wording, tag: Tag) -> None:
    start = tag.attributes.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < _LONGEST_NUMBER else 1
    wording.turn_list(first if tag.name == "ol" else None, is_end=tag.is_end)


def _add_item(wording: Wording, tag: Tag) -> None:
    wording.add_break() if tag.is_end else wording.add_item()


_TAGS: Final[dict[str, Callable[[Wording, Tag], None]]] = {
    "a": _add_link,
    "abbr": _add_link,
    "img": _add_picture,
    "sup": _add_raised,
    "sub": _add_raised,
    **dict.fromkeys(("ruby", "rb", "rt", "rtc"), _add_ruby),
    "br": lambda wording, _: wording.add_line(),
    "hr": lambda wording, _: _add_rule(wording),
    "q": lambda wording, tag: wording.add(_QUOTES[tag.is_end]),
    "ul": _turn_list,
    "ol": _turn_list,
    "li": _add_item,
    "tr": lambda wording, _: wording.add_row(),
    "td": lambda wording, tag: wording.add_cell(is_end=tag.is_end),
    "th": lambda wording, tag: wording.add_cell(is_end=tag.is_end),
}
