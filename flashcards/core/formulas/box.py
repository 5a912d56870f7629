"""Text of several rows, one of which stands in line with its neighbours."""

from collections.abc import Sequence
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.frozen import dataclass

_BAR: Final = "─"


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of one width; the baseline is the row that stands in line."""

    rows: tuple[str, ...]
    baseline: int
    width: int

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def is_ruled(self) -> bool:
        """Whether a bar goes all over it."""
        return _BAR * self.width in self.rows


def boxed(rows: Sequence[str], baseline: int = 0) -> Box:
    """A box of rows of any widths."""
    width = max(map(cells, rows))
    return Box(tuple(padded(row, width) for row in rows), baseline, width)


def padded(row: str, width: int) -> str:
    """A row with spaces at its end, so that it is so wide."""
    return row + " " * (width - cells(row))


def beside(boxes: Sequence[tuple[int, Box]]) -> Box:
    """Boxes side by side, their baselines in line, each with the space before it."""
    above = max((box.baseline for _, box in boxes), default=0)
    below = max((box.height - box.baseline for _, box in boxes), default=1)
    rows = [""] * (above + below)
    for space, box in boxes:
        first = above - box.baseline
        for place in range(above + below):
            inside = 0 <= place - first < box.height
            row = box.rows[place - first] if inside else " " * box.width
            rows[place] += " " * space + row
    return Box(tuple(rows), above, sum(space + box.width for space, box in boxes))


def moved(box: Box, width: int, left: int) -> Box:
    """A box in a wider one, so far from the left."""
    rows = tuple(padded(" " * left + row, width) for row in box.rows)
    return Box(rows, box.baseline, width)


def centred(box: Box, width: int) -> Box:
    """A box in the middle of a wider one."""
    return moved(box, width, (width - box.width) // 2)


def stacked(boxes: Sequence[Box], baseline: int) -> Box:
    """Boxes of one width over each other."""
    return Box(tuple(row for box in boxes for row in box.rows), baseline, boxes[0].width)
