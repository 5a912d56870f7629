"""The reading list, as the tables of a page in Markdown say it: a table and advice an area."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from flashcards.core.frozen import dataclass

_AREA: Final = "## "
_CELLS: Final = 3
_HEADING_LINES: Final = 2
"""Of a table: the names of its columns, and the line below them."""


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """Something to read or practise on: of which area, whether it is free, what it is best for."""

    area: str
    what: str
    free: str
    best_for: str


@dataclass(frozen=True, slots=True)
class ReadingArea:
    """What there is to read of an area, and how to read it, in paragraphs."""

    area: str
    items: tuple[ReadingItem, ...]
    advice: tuple[str, ...]


def areas_of_page(page: str) -> tuple[ReadingArea, ...]:
    """All of the list, area by area; what has no table is none."""
    _, *parts = page.split(f"\n{_AREA}")
    return tuple(one for one in map(_area, parts) if one.items)


def _area(part: str) -> ReadingArea:
    title, *lines = part.splitlines()
    area = title.strip().casefold()
    table = [line for line in lines if line.startswith("|")][_HEADING_LINES:]
    items = (ReadingItem(area, *_cells(line)) for line in table)
    return ReadingArea(area, tuple(items), tuple(_paragraphs(lines)))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")][:_CELLS]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    for is_text, found in groupby(lines, key=lambda line: bool(line) and line[0] != "|"):
        if is_text:
            yield " ".join(found)
