"""Tables -> lines: columns as wide as they need and may be; where they cannot be, a line a row."""

from collections.abc import Sequence
from typing import Final

from flashcards.core.cells import cells
from flashcards.views.markup.blocks import StyledText, TableBlock
from flashcards.views.markup.wrapping import StyledLine, line_cells, wrapped

_BETWEEN: Final = 2
_Cell = Sequence[StyledText]
_BAR: Final = StyledText(" | ", "faint")


def table_lines_of(table: TableBlock, width: int) -> list[StyledLine]:
    """The lines of a table: its headings, a line below them, its rows."""
    widths = _widths(table, width)
    if widths is None:
        return [line for row in table.rows for line in wrapped(_in_a_line(row), width)]
    lines: list[StyledLine] = []
    for number, row in enumerate(table.rows, start=1):
        style = "strong" if number <= table.headings else ""
        lines += _row(row, widths, table.alignments, style)
        if number == table.headings:
            across = sum(widths) + _BETWEEN * (len(widths) - 1)
            lines.append((StyledText("─" * across, "faint"),))
    return lines


def _widths(table: TableBlock, width: int) -> list[int] | None:
    """The width of each column; None where there is no room for its longest words."""
    columns = list(zip(*table.rows, strict=True))
    wanted = [max(map(_line_width, column)) for column in columns]
    least = [max(map(_word_width, column)) for column in columns]
    room = width - _BETWEEN * (len(columns) - 1)
    if sum(wanted) <= room:
        return wanted
    left = room - sum(least)
    if left < 0:
        return None
    missing = [want - few for want, few in zip(wanted, least, strict=True)]
    return [few + left * lacks // sum(missing) for few, lacks in zip(least, missing, strict=True)]


def _line_width(cell: _Cell) -> int:
    """The widest line of a cell, if none is broken."""
    text = "".join(one.text for one in cell)
    return max((cells(line.rstrip()) for line in text.split("\n")), default=0)


def _word_width(cell: _Cell) -> int:
    text = "".join(one.text for one in cell)
    return max(map(cells, text.split()), default=0)


def _row(
    row: Sequence[_Cell], widths: Sequence[int], sides: Sequence[str], style: str
) -> list[StyledLine]:
    """The lines of a row, as many as its highest cell has."""
    cells_ = [
        wrapped((_with(one, style) for one in cell), width)
        for cell, width in zip(row, widths, strict=True)
    ]
    lines: list[StyledLine] = []
    for number in range(max(map(len, cells_), default=0)):
        line: list[StyledText] = []
        for cell, width, side in zip(cells_, widths, sides, strict=True):
            part = cell[number] if number < len(cell) else ()
            free = width - line_cells(part)
            before = {"right": free, "center": free // 2}.get(side, 0)
            gap = _BETWEEN if line else 0
            line += [StyledText(" " * (gap + before)), *part, StyledText(" " * (free - before))]
        lines.append(tuple(line))
    return lines


def _with(text: StyledText, style: str) -> StyledText:
    return text._replace(style=f"{style} {text.style}".strip(), rows=())


def _in_a_line(row: Sequence[_Cell]) -> list[StyledText]:
    texts: list[StyledText] = []
    for cell in row:
        if any(one.text.strip() for one in cell):
            texts += [_BAR, *cell] if texts else cell
    return texts
