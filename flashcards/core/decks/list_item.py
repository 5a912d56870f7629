"""The text of list items: without marker and task box."""

import re
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import Item, LineRange
from flashcards.core.decks.page import Page

_MARKERS: Final = re.compile(
    r"^(?:[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?=\s|$))+\s*(?:\[[ xX]\](?=\s)\s*)?"
)


class ItemText(NamedTuple):
    """All of an item; its first paragraph, or line where it opens otherwise; what is below."""

    whole: str
    opening: str
    below: str


def item_text(page: Page, item: Item) -> ItemText:
    """The text of an item."""
    start, end = item.lines
    opening = LineRange(start, max(item.paragraph.end, start + 1))
    marker = marker_length(page.lines[start])
    return ItemText(
        page.text(item.lines, marker),
        page.text(opening, marker),
        page.text(LineRange(opening.end, end)),
    )


def marker_length(line: str) -> int:
    """The length of the markers that an item's line starts with, task box included."""
    return len(line) - len(_MARKERS.sub("", line))
