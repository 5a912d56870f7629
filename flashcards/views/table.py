"""Tables that stream: fixed columns, one that takes what is left of the line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flashcards.core.cells import cells
from flashcards.views.text import one_line

_GAP: Final = "  "
_LEAST: Final = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A title, the cell's text for a row, and its width; 0 takes what is left of the line."""

    title: str
    cell: Callable[[Any], object]
    width: int = 0
    right: bool = False


def table_lines(columns: Sequence[Column], rows: Iterable[Any], width: int) -> Iterator[str]:
    """A header line always, then a line a row, each as it comes; `width` cells wide."""
    widths = _widths(columns, width)
    yield _line(columns, widths, [column.title for column in columns])
    for row in rows:
        values = [column.cell(row) for column in columns]
        yield _line(columns, widths, ["" if v is None else str(v) for v in values])


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    fixed = sum(column.width for column in columns) + len(_GAP) * (len(columns) - 1)
    rest = max(_LEAST, width - fixed)
    return [column.width or rest for column in columns]


def _line(columns: Sequence[Column], widths: Sequence[int], texts: Sequence[str]) -> str:
    shown = []
    for column, width, text in zip(columns, widths, texts, strict=True):
        cut = one_line(text, width)
        blank = " " * (width - cells(cut))
        shown.append(blank + cut if column.right else cut + blank)
    return _GAP.join(shown).rstrip()
