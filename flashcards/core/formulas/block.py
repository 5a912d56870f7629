"""Display formulas in two dimensions, where a line says less."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.formulas.box import Box, beside, boxed, centred, moved, stacked
from flashcards.core.formulas.brackets import between, bracketed, rooted
from flashcards.core.formulas.line import LineWriter
from flashcards.core.formulas.pieces import End, Piece
from flashcards.core.formulas.rows import flat, placed
from flashcards.core.formulas.scripts import scripts
from flashcards.core.formulas.things import base_of, is_kind
from flashcards.core.formulas.tree import (
    Accented,
    Binomial,
    Braced,
    Bracketed,
    Fraction,
    Grid,
    Group,
    Node,
    Root,
    Row,
    Scripted,
    Shape,
    SignKind,
    Space,
    parts,
)

_Side = Callable[[Box, int], Box]
_SIDES: Final = {
    Shape.MATRIX: ("[", "]"),
    Shape.DETERMINANT: ("|", "|"),
    Shape.NORM: ("‖", "‖"),
    Shape.SET: ("{", "}"),
    Shape.CASES: ("{ ", ""),
    Shape.CASES_AT_RIGHT: ("", " }"),
}


class Drawer:
    """Draws one formula; what needs no second row looks as in the line."""

    def __init__(self, line: LineWriter) -> None:
        self._line = line
        self._tall: dict[int, bool] = {}

    def block(self, formula: Row) -> Box | None:
        """The formula in two dimensions, if the line says less."""
        if not self._is_asked(formula):
            return None
        box = self.box(formula)
        return box if box.height > 1 else None

    def box(self, row: Row, *, follows_a_thing: bool = False) -> Box:
        """A row, its tall parts drawn."""
        nodes = list(flat(row))
        pieces = [
            self._piece(nodes, place)
            for place, node in enumerate(nodes)
            if not isinstance(node, Space)
        ]
        both = placed(nodes, pieces, is_tight=False, follows_a_thing=follows_a_thing)
        return beside([(space, piece.box or boxed([piece.text])) for space, piece in both])

    def _piece(self, nodes: Sequence[Node], place: int) -> Piece:
        piece = self._line.within(nodes, place, is_tight=False)
        node = nodes[place]
        if not self._is_tall(node):
            return piece
        box = self._drawn(node)
        if isinstance(node, Fraction):
            left, right = End.APART, End.CLOSED
            return replace(piece, box=box, left=left, right=right, is_drawn_fraction=True)
        right = End.CLOSED if isinstance(node, Root) else piece.right
        return replace(piece, box=box, right=right)

    def _is_tall(self, node: Node) -> bool:
        """Whether a node is drawn in several rows; asked again at each level above it."""
        known = self._tall.get(id(node))
        if known is None:
            known = self._tall[id(node)] = self._takes_rows(node)
        return known

    def _takes_rows(self, node: Node) -> bool:
        match node:
            case Fraction() | Binomial() | Braced():
                return True
            case Grid(Shape.STACK):
                return False
            case Grid(_, rows) if len(rows) > 1:
                return True
            case Scripted(base):
                return _has_limits(node) or self._is_tall(base)
            case Bracketed() | Root() | Group() | Grid():
                return any(self._is_tall(inner) for part in parts(node) for inner in part)
            case _:
                return False

    def _is_asked(self, row: Row) -> bool:
        """Whether a row holds what a line says less well."""
        return any(map(self._asks, row))

    def _asks(self, node: Node) -> bool:
        match node:
            case Fraction() | Binomial() | Braced():
                return True
            case Grid(shape):
                return shape is not Shape.STACK
            case Scripted(base):
                if _has_limits(node):
                    return scripts(self._line, node)[2]
                return self._asks(base)
            case Accented():
                return False
            case _:
                return any(map(self._is_asked, parts(node)))

    def _drawn(self, node: Node) -> Box:
        match node:
            case Fraction(upper, lower):
                return _fraction(self.box(upper), self.box(lower))
            case Binomial(upper, lower):
                both = self.box(upper), self.box(lower)
                width = max(box.width for box in both)
                rows = stacked([centred(box, width) for box in both], 0)
                return bracketed("(", _in_the_middle(rows), ")")
            case Bracketed(opening, body, closing):
                return bracketed(opening, self.box(body), closing)
            case Root(body, index):
                before = self._line.row(index or (), is_tight=True)
                return rooted(self._line.alphabet.root(before)[0], self.box(body))
            case Braced(body, label, is_over):
                return _braced(self.box(body), self._line.row(label), is_over=is_over)
            case Scripted():
                return self._limits(node) if _has_limits(node) else self._scripted(node)
            case Grid():
                return self._grid(node)
            case _:
                return self.box(node.body if isinstance(node, Group) else (node,))

    def _limits(self, node: Scripted) -> Box:
        """A sign with its limits over and under it, in plain letters."""
        sign = self._line.piece(Scripted(node.base, node.marks)).text
        shown = [
            boxed([self._line.row(row, is_tight=True) if row else text])
            for row, text in ((node.upper, ""), ((), sign), (node.lower, ""))
            if row or text
        ]
        width = max(box.width for box in shown)
        return stacked([centred(box, width) for box in shown], 1 if node.upper else 0)

    def _scripted(self, node: Scripted) -> Box:
        """Scripts beside the top and the bottom row of what is drawn."""
        base = self._drawn(node.base)
        if not isinstance(base_of(node.base), Bracketed | Grid | Binomial | Braced):
            base = bracketed("(", base, ")")  # a fraction's script would be its upper part's
        lower, upper, _ = scripts(self._line, node)
        column = [""] * base.height
        column[0] = self._line.alphabet.marks(node.marks) + upper
        column[-1] += lower
        return beside([(0, base), (0, boxed(column, base.baseline))])

    def _grid(self, grid: Grid) -> Box:
        if grid.shape is Shape.ALIGNED:
            return self._aligned(grid)
        cells = [[self.box(cell) for cell in row] for row in grid.rows]
        side = _at_left if grid.shape in {Shape.CASES, Shape.CASES_AT_RIGHT} else centred
        columns = len(max(cells, key=len))
        rows = _rows(cells, [0, *[2] * (columns - 1)], [side] * columns)
        return between(*_SIDES[grid.shape], _in_the_middle(rows))

    def _aligned(self, grid: Grid) -> Box:
        """Rows whose every second cell begins in one column; between two pairs is more space."""
        cells = [
            [self.box(cell, follows_a_thing=place % 2 == 1) for place, cell in enumerate(row)]
            for row in grid.rows
        ]
        is_empty = all(not row[0].width for row in cells)
        widest = len(max(cells, key=len))
        spaces = [0, *(1 if place % 2 else 2 for place in range(1, widest))]
        if is_empty and widest > 1:
            spaces[1] = 0
        sides = [_at_left if place % 2 or widest == 1 else _at_right for place in range(widest)]
        return _in_the_middle(_rows(cells, spaces, sides))


def _has_limits(node: Scripted) -> bool:
    """Whether a node's scripts stand over and under it."""
    has_scripts = node.lower is not None or node.upper is not None
    return has_scripts and is_kind(node.base, SignKind.SUM, SignKind.LIMIT)


def _fraction(upper: Box, lower: Box) -> Box:
    width = max(upper.width, lower.width)
    if any(box.is_ruled and box.width == width for box in (upper, lower)):
        width += 2
    bar = boxed(["─" * width])
    return stacked([centred(upper, width), bar, centred(lower, width)], upper.height)


def _braced(body: Box, label: str, *, is_over: bool) -> Box:
    wide = centred(body, max(body.width, 3))
    left, middle, right = "┌┴┐" if is_over else "└┬┘"
    before = wide.width // 2
    line = left + "─" * (before - 1) + middle + "─" * (wide.width - before - 2) + right
    shown = [wide, boxed([line]), boxed([label])]
    if is_over:
        shown.reverse()
    width = max(box.width for box in shown)
    return stacked([centred(box, width) for box in shown], body.baseline + 2 * is_over)


def _rows(cells: Sequence[Sequence[Box]], spaces: Sequence[int], sides: Sequence[_Side]) -> Box:
    """Cells in columns, each with the space before it; an empty row between two that are tall."""
    empty = boxed([""])
    filled = [[*row, *[empty] * (len(spaces) - len(row))] for row in cells]
    widths = [max(box.width for box in column) for column in zip(*filled, strict=True)]
    rows: list[Box] = []
    for row in filled:
        placed_in = zip(spaces, sides, row, widths, strict=True)
        line = beside([(space, side(box, width)) for space, side, box, width in placed_in])
        if rows and rows[-1].height > 1 and line.height > 1:
            rows.append(boxed([" " * line.width]))
        rows.append(line)
    return stacked(rows, 0)


def _in_the_middle(box: Box) -> Box:
    """A box whose baseline is its middle row, or the upper one of two."""
    return replace(box, baseline=(box.height - 1) // 2)


def _at_left(box: Box, width: int) -> Box:
    return moved(box, width, 0)


def _at_right(box: Box, width: int) -> Box:
    return moved(box, width, width - box.width)
