"""Brackets and bars whose size is given, or that grow with what they hold."""

from typing import Final

from flashcards.core.formulas.reader import Reader
from flashcards.core.formulas.scanner import Unreadable
from flashcards.core.formulas.signs import BARS, CLOSING, OPENING, PARTNERS
from flashcards.core.formulas.tree import (
    Bracketed,
    Grid,
    Group,
    Loose,
    Node,
    Row,
    Shape,
    Sign,
    SignKind,
    without_spaces,
)

SIZES: Final = {
    size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
}
"""The commands that give a size."""


def sized(reader: Reader, name: str) -> Row:
    """A bracket, bar or slash whose size is given."""
    here = reader.scanner.here
    if name.endswith("m") and here in BARS:
        return (_lone_bar(BARS[reader.scanner.move()]),)
    if here in BARS or here in OPENING or here == "/":
        return tuple(reader.item())
    if here in CLOSING:
        return ()
    raise Unreadable


def _lone_bar(bar: str) -> Sign:
    return Sign(bar, "||" if bar == "‖" else bar, SignKind.RELATION)


def left(reader: Reader, _name: str) -> Node:
    """What stands between a left and a right delimiter."""
    opening = _delimiter(reader, OPENING)
    body = reader.row()
    if not reader.scanner.take(r"\right"):
        raise Unreadable
    closing = _delimiter(reader, CLOSING)
    match opening, without_spaces(body), closing:
        case "{", (Grid() as grid,), "":
            return _with_brace(grid, Shape.CASES)
        case "", (Grid() as grid,), "}":
            return _with_brace(grid, Shape.CASES_AT_RIGHT)
        case (("(" | "["), (Grid(Shape.MATRIX) as grid,), (")" | "]")):
            return grid
        case "|", (Grid(Shape.MATRIX, rows),), "|":
            return Grid(Shape.DETERMINANT, rows)
        case "", _, "":
            return Group(body)
        case "", _, "|" | "‖":
            return Bracketed("", body, closing)
        case _ if opening and closing and closing in PARTNERS.get(opening, closing):
            return Bracketed(opening, body, closing)
        case _:
            raise Unreadable


def _with_brace(grid: Grid, shape: Shape) -> Grid:
    """Rows of cells behind one brace; aligned rows stay what they are."""
    return Grid(shape, grid.rows if grid.shape is Shape.MATRIX else (((grid,),),))


def _delimiter(reader: Reader, side: dict[str, str]) -> str:
    here = reader.scanner.move()
    if here == ".":
        return ""
    if here in "<>" and here:
        return {"<": "⟨", ">": "⟩"}[here]
    found = side.get(here) or BARS.get(here)
    if found is None:
        other = OPENING.get(here) or CLOSING.get(here)
        if other is None or other not in "[]":
            raise Unreadable
        return other
    return found


def middle(reader: Reader, _name: str) -> Node:
    """A bar between a left and a right delimiter."""
    here = reader.scanner.move()
    if here == "/":
        return Loose("/", has_before=True, has_after=True)
    if here not in BARS:
        raise Unreadable
    return _lone_bar(BARS[here])
