"""Environments: rows of cells between a `begin` and its `end`."""

import re
from typing import Final

from flashcards.core.formulas.reader import Reader
from flashcards.core.formulas.scanner import Unreadable
from flashcards.core.formulas.tree import Group, Node, Shape

_SHAPES: Final = {
    **dict.fromkeys(("matrix", "pmatrix", "bmatrix", "smallmatrix", "array"), Shape.MATRIX),
    **dict.fromkeys(("psmallmatrix", "bsmallmatrix"), Shape.MATRIX),
    **dict.fromkeys(("vmatrix", "vsmallmatrix"), Shape.DETERMINANT),
    **dict.fromkeys(("Vmatrix", "Vsmallmatrix"), Shape.NORM),
    **dict.fromkeys(("Bmatrix", "Bsmallmatrix"), Shape.SET),
    **dict.fromkeys(("cases", "dcases"), Shape.CASES),
    **dict.fromkeys(("rcases", "drcases"), Shape.CASES_AT_RIGHT),
    **dict.fromkeys(("aligned", "align", "alignat", "alignedat", "split"), Shape.ALIGNED),
    **dict.fromkeys(("gather", "gathered", "equation", "multline", "eqnarray"), Shape.ALIGNED),
    **dict.fromkeys(("displaymath", "math", "flalign", "multlined"), Shape.ALIGNED),
    "subarray": Shape.STACK,
}
_WITH_ARGUMENT: Final = {"array", "alignat", "alignedat", "subarray"}
_WITH_PLACE: Final = {"array", "aligned", "alignedat", "gathered", "multlined", "subarray"}
_PLACE: Final = re.compile(r"\[\s*[tcbrl]\s*\]")


def environment(reader: Reader, _name: str) -> Node:
    """The rows of an environment whose `begin` is read."""
    name = reader.scanner.braced()
    shape = _SHAPES.get(name.removesuffix("*"))
    if shape is None:
        raise Unreadable
    if name in _WITH_PLACE or name.endswith("matrix*"):
        reader.scanner.optional(_PLACE)
    if name.removesuffix("*") in _WITH_ARGUMENT:
        reader.scanner.braced()
    grid = reader.rows(shape)
    if not reader.scanner.take(r"\end") or reader.scanner.braced() != name:
        raise Unreadable
    if shape is Shape.ALIGNED and len(grid.rows) == len(grid.rows[0]) == 1:
        return Group(grid.rows[0][0])
    return grid


def substack(reader: Reader, _name: str) -> Node:
    """The rows of a script that has several."""
    if not reader.scanner.take("{"):
        raise Unreadable
    grid = reader.rows(Shape.STACK)
    if not reader.scanner.take("}"):
        raise Unreadable
    return grid
