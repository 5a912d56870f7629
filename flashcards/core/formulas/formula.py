"""A formula as it is shown: a line, and a block where the line says less."""

import re
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.formulas.alphabet import UNICODE
from flashcards.core.formulas.ascii import ASCII
from flashcards.core.formulas.block import Drawer
from flashcards.core.formulas.commands import READERS
from flashcards.core.formulas.line import LineWriter
from flashcards.core.formulas.reader import Reader
from flashcards.core.formulas.scanner import Scanner, Unreadable, checked
from flashcards.core.formulas.tree import Row, Shape
from flashcards.core.frozen import dataclass

_RELATION: Final = re.compile(r" (?=[=<>≤≥≠≪≫≈≃≅≡~∝∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦≔]|:=)")
_SPACE: Final = re.compile(" ")
_PAIRS: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula is shown as; without a block the line says as much, or there is no place."""

    line: str
    block: tuple[str, ...] | None = None


def said(
    source: str, *, is_display: bool = False, width: int | None = None, is_ascii: bool = False
) -> Formula | None:
    """A formula's source, without its dollars, as it is shown; nothing if it is not understood."""
    try:
        formula = _read(source)
    except Unreadable:
        return None
    writer = LineWriter(ASCII if is_ascii else UNICODE, formula)
    line = writer.row(formula)
    if is_ascii or not is_display:
        return Formula(line)
    box = Drawer(writer).block(formula)
    if box is None or (width is not None and box.width > width):
        return Formula(line)
    return Formula(line, tuple(row.rstrip(" ") for row in box.rows))


def _read(source: str) -> Row:
    reader = Reader(Scanner(checked(source)), READERS)
    grid = reader.rows(Shape.ALIGNED)
    is_one = len(grid.rows) == 1
    if reader.scanner.here or not any(map(any, grid.rows)) or (is_one and len(grid.rows[0]) > 1):
        raise Unreadable
    return grid.rows[0][0] if is_one else (grid,)


def wrapped(line: str, width: int) -> list[str]:
    """A line in rows of a width: broken before a relation, outside of brackets if that is enough.

    A row without a relation is broken at its last space; one without a space stays too wide.
    """
    rows: list[str] = []
    line = line.strip(" ")
    while cells(line) > width:
        place = _break(line, width)
        if place is None:
            break
        rows.append(line[:place].rstrip(" "))
        line = line[place:].lstrip(" ")
    return [*rows, line]


def _break(line: str, width: int) -> int | None:
    """Where a line that is too wide is broken: the best kind of place, and the last of those."""
    fitting = [0]
    for sign in line:
        if fitting[-1] > width:
            break
        fitting.append(fitting[-1] + cells(sign))
    most = len(fitting) - 2 if fitting[-1] > width else len(line)
    relations = [found.start() for found in _RELATION.finditer(line, 0, most + 2)]
    outside = [place for place in relations if not _depth(line[:place])]
    spaces = [found.start() for found in _SPACE.finditer(line, 0, most + 1)]
    for places in (outside, relations, spaces):
        kept = [place for place in places if 0 < place <= most and line[:place].strip()]
        if kept:
            return kept[-1]
    after = line.find(" ", most)
    return after if after > 0 else None


def _depth(text: str) -> int:
    return sum(_PAIRS.get(sign, 0) for sign in text)
