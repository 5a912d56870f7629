"""Tables that stream: fixed columns, one that takes what is left of the line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from flashcards.core.cells import cells
from flashcards.core.frozen import dataclass
from flashcards.views.text import listed, one_line

_GAP: Final = "  "
_LEAST: Final = 12
_USUAL: Final = 80
"""Columns of a pipe and of most terminals, where a table stays one, if need be wider."""
_INDENT: Final = "  "
_NOTHING: Final = frozenset({"", "–"})


@dataclass(frozen=True, slots=True)
class Column:
    """A title, the cell's text for a row, and its width; 0 takes what is left of the line.

    A picture of what another column says is left out where there is no room for it; a row is
    called by its name, else by what takes the rest of the line.
    """

    title: str
    cell: Callable[[Any], object]
    width: int = 0
    right: bool = False
    is_picture: bool = False
    is_name: bool = False

    def text(self, row: object) -> str:
        """What the cell of a row says."""
        value = self.cell(row)
        return "" if value is None else str(value)


def table_lines(columns: Sequence[Column], rows: Iterable[Any], width: int) -> Iterator[str]:
    """A header line always, then a line a row, each as it comes; `width` cells wide.

    Where the columns of a narrow terminal have no room beside each other, a row is what it is
    called, and below that each other cell behind its title.
    """
    if _room(columns, width) < 0:
        columns = [column for column in columns if not column.is_picture]
    if _room(columns, width) < 0 and width < _USUAL:
        yield from _records(columns, rows, width)
        return
    widths = [column.width or _LEAST + max(0, _room(columns, width)) for column in columns]
    yield _line(columns, widths, [column.title for column in columns])
    for row in rows:
        yield _line(columns, widths, [column.text(row) for column in columns])


def _room(columns: Sequence[Column], width: int) -> int:
    """What is left of a line where each column has as much as it needs."""
    needed = sum(column.width or _LEAST for column in columns)
    return width - needed - len(_GAP) * (len(columns) - 1)


def _line(columns: Sequence[Column], widths: Sequence[int], texts: Sequence[str]) -> str:
    shown = []
    for column, width, text in zip(columns, widths, texts, strict=True):
        cut = one_line(text, width)
        blank = " " * (width - cells(cut))
        shown.append(blank + cut if column.right else cut + blank)
    return _GAP.join(shown).rstrip()


def _records(columns: Sequence[Column], rows: Iterable[Any], width: int) -> Iterator[str]:
    named = [column for column in columns if column.is_name]
    named += [column for column in columns if column.title and not column.width]
    name = (*named, *columns)[0]
    yield name.title
    for row in rows:
        yield one_line(name.text(row), width)
        said = [(column.title, column.text(row)) for column in columns if column is not name]
        cells_ = [one_line(f"{title} {text}") for title, text in said if text not in _NOTHING]
        yield from listed(cells_ or ["–"], width, indent=_INDENT)
