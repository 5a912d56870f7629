"""The reading list on a screen: what, whether it is free, what it is best for."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.preparation.reading_list import ReadingArea, ReadingItem
from flashcards.views.text import counted, filled
from flashcards.views.view import Rows, View

_FREE: Final = {"yes": "free", "no": "not free", "in part": "partly free"}


def reading_view(areas: Sequence[ReadingArea], width: int) -> View:
    """The list; how to read stands below it where one area is asked for."""
    rows = [item for one in areas for item in one.items]
    return View(_lines(areas, width), Rows(ReadingItem, rows))


def _lines(areas: Sequence[ReadingArea], width: int) -> Iterator[str]:
    for number, one in enumerate(areas):
        if number:
            yield ""
        yield f"{one.area.capitalize()}: {counted(len(one.items), 'source')}"
        for item in one.items:
            free = _FREE.get(item.free, f"free {item.free}")
            yield from filled(f"  {item.what} ({free})", width, 4)
            yield from filled(f"      {item.best_for}", width)
    if len(areas) == 1:
        for advice in areas[0].advice:
            yield ""
            yield from filled(advice, width)
