"""Formulas in one line, in Unicode or in ASCII."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.formulas.alphabet import Unicode
from flashcards.core.formulas.pieces import End, Piece
from flashcards.core.formulas.rows import after, flat, joined, placed, plain_letters
from flashcards.core.formulas.scripts import scripted
from flashcards.core.formulas.things import (
    STOPS,
    base_of,
    holds_sum,
    is_factor,
    is_function,
    is_glued,
    is_letter,
    is_one_thing,
    is_product,
)
from flashcards.core.formulas.tree import (
    Accented,
    Binomial,
    Braced,
    Bracketed,
    Fraction,
    Grid,
    Group,
    Loose,
    Node,
    Root,
    Row,
    Scripted,
    Shape,
    Sign,
    SignKind,
    Space,
    Word,
)

_EDGES: Final = {
    SignKind.NUMBER: (End.NUMBER, End.NUMBER),
    SignKind.OPERATOR: (End.SIGN, End.SIGN),
    SignKind.RELATION: (End.SIGN, End.SIGN),
    SignKind.PREFIX: (End.PREFIX, End.PREFIX),
    SignKind.COMMA: (End.COMMA, End.COMMA),
    SignKind.DOTS: (End.DOTS, End.DOTS),
    SignKind.FUNCTION: (End.APART, End.FUNCTION),
    SignKind.LIMIT: (End.APART, End.FUNCTION),
    SignKind.SUM: (End.APART, End.BIG),
}
_GRID_BRACKETS: Final = {
    Shape.MATRIX: "[]",
    Shape.DETERMINANT: "||",
    Shape.NORM: "‖‖",
    Shape.SET: "{}",
    Shape.CASES: "{}",
    Shape.CASES_AT_RIGHT: "{}",
}
_GREEK: Final = range(0x370, 0x400)


class LineWriter:
    """Writes one formula in an alphabet; knows which of its letters stand plain in it too."""

    def __init__(self, alphabet: Unicode, formula: Row) -> None:
        self.alphabet = alphabet
        self._plain = frozenset(plain_letters(formula, has_lower=False))
        self._rows: dict[tuple[int, bool, bool], tuple[Row, str]] = {}

    def row(self, row: Row, *, is_tight: bool = False, follows_a_thing: bool = False) -> str:
        """A row in one line, in scripts without spaces round its signs."""
        known = self._rows.get(key := (id(row), is_tight, follows_a_thing))
        if known is not None:
            return known[1]
        pieces = self.pieces(row, is_tight=is_tight, follows_a_thing=follows_a_thing)
        text = "".join(" " * space + piece.text for space, piece in pieces)
        self._rows[key] = row, text  # what is drawn is written too, once a level without this
        return text

    def pieces(
        self, row: Row, *, is_tight: bool = False, follows_a_thing: bool = False
    ) -> list[tuple[int, Piece]]:
        """The pieces of a row, each with the space before it."""
        nodes = list(flat(row))
        shown = [place for place, node in enumerate(nodes) if not isinstance(node, Space)]
        pieces = [self.within(nodes, place, is_tight=is_tight) for place in shown]
        return placed(nodes, pieces, is_tight=is_tight, follows_a_thing=follows_a_thing)

    def within(self, nodes: Sequence[Node], place: int, *, is_tight: bool) -> Piece:
        """A node as it is written between its neighbours."""
        node = nodes[place]
        if isinstance(node, Fraction):
            before = nodes[place - 1] if place else None
            return self._fraction(node, before, after(nodes, place))
        if isinstance(node, Root):
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            return self._root(node, is_followed=is_glued(following))
        return self.piece(node, is_tight=is_tight)

    def piece(self, node: Node, *, is_tight: bool = False, has_lower: bool = False) -> Piece:
        """A node as it is written alone."""
        match node:
            case Sign():
                return self._sign(node, has_lower=has_lower)
            case Word(text, is_name):
                edge = End.WORD if is_name else End.TEXT
                return Piece(self.alphabet.text(text.strip()), edge, edge)
            case Loose(text, has_before, has_after):
                edge = End.LOOSE
                return Piece(text, edge, edge, has_before=has_before, has_after=has_after)
            case Scripted():
                return scripted(self, node, is_tight=is_tight)
            case Bracketed():
                return self._bracketed(node, is_tight=is_tight)
            case Accented():
                return self._accented(node, is_tight=is_tight, has_lower=has_lower)
            case _:
                return self._built(node, is_tight=is_tight)

    def _built(self, node: Node, *, is_tight: bool) -> Piece:
        """What is written with rows of its own in it, as it stands alone."""
        match node:
            case Fraction():
                return self._fraction(node, None, None)
            case Root():
                return self._root(node, is_followed=False)
            case Binomial(upper, lower):
                upper_text, lower_text = self.row(upper), self.row(lower)
                return Piece(f"({upper_text} choose {lower_text})", End.OPEN, End.CLOSED)
            case Braced(body, label, is_over):
                group = Group(body)
                over = Scripted(group, upper=label) if is_over else Scripted(group, lower=label)
                return scripted(self, over, is_tight=is_tight)
            case Grid():
                return self._grid(node)
            case _:
                body = node.body if isinstance(node, Group) else ()
                return Piece(self.row(body, is_tight=is_tight), End.LETTER, End.LETTER)

    def _sign(self, sign: Sign, *, has_lower: bool) -> Piece:
        is_letter = bool(sign.font) and sign.kind is SignKind.LETTER
        is_taken = is_letter and (sign.text, has_lower) in self._plain
        text = self.alphabet.sign(sign, is_taken=is_taken)
        left, right = _EDGES.get(sign.kind, (End.LETTER, End.LETTER))
        is_named = self.alphabet.is_plain and len(text) > 1 and text[0].isalpha()
        if sign.text in STOPS:
            left = End.STOP
        elif is_named and left is End.LETTER:
            left = right = End.NAME
        elif sign.font and left is End.NUMBER:  # a vector of ones is no digit
            left = right = End.WORD
        return Piece(
            text,
            left,
            right,
            is_greek=len(sign.text) == 1 and ord(sign.text) in _GREEK,
            is_worded=is_named or " " in text,
            is_relation=sign.kind is SignKind.RELATION,
        )

    def _bracketed(self, node: Bracketed, *, is_tight: bool) -> Piece:
        body = self.row(node.body, is_tight=is_tight)
        closing = self.alphabet.bracket(node.closing)
        if not node.opening:
            if not node.body:
                return Piece(closing, End.ATTACHED, End.CLOSED)
            if not is_one_thing(node.body) and not is_product(node.body):
                body = f"({body})"
            return Piece(body + closing, End.APART, End.CLOSED)
        opening = self.alphabet.bracket(node.opening)
        left = End.BAR if node.opening in {"|", "‖"} else End.OPEN
        if opening[0].isalpha():
            left = End.APART
        return Piece(
            opening + body + closing,
            left,
            End.CLOSED,
            is_sum=holds_sum(node.body),
            is_square=node.opening == "[",
        )

    def _accented(self, node: Accented, *, is_tight: bool, has_lower: bool) -> Piece:
        accent = node.accent
        if is_letter(node):
            letter = self.piece(node.body[0], has_lower=has_lower)
            text = self.alphabet.accented(letter.text, accent)
            if text is not None:
                edge = End.NAME if self.alphabet.is_plain else letter.left
                return replace(letter, text=text, left=edge, right=edge)
        body = f"({self.row(node.body, is_tight=is_tight)})"
        return Piece(accent + body, End.APART, End.CLOSED)

    def _fraction(self, node: Fraction, before: Node | None, after: Node | None) -> Piece:
        upper, lower = self.row(node.upper), self.row(node.lower)
        upper = upper if is_product(node.upper) else f"({upper})"
        lower = lower if is_one_thing(node.lower) else f"({lower})"
        text = f"{upper}/{lower}"
        is_argument = before is not None and _is_bare_function(before)
        beside = [node.text for node in (before, after) if isinstance(node, Loose)]
        if is_argument or is_factor(after) or "/" in beside:
            text = f"({text})"
        return Piece(text, End.OPEN if is_argument else End.APART, End.CLOSED)

    def _root(self, node: Root, *, is_followed: bool) -> Piece:
        index = self.row(node.index or (), is_tight=True)
        sign, opening, closing = self.alphabet.root(index)
        body = self.row(node.body)
        left = End.APART if node.index and sign not in {"√", "∛", "∜"} else End.LETTER
        if self.alphabet.is_plain:
            left = End.APART
        if self.alphabet.is_bare_root(sign) and not is_followed and _may_be_bare(node.body):
            return Piece(sign + body, left, End.LETTER)
        return Piece(f"{sign}{opening}{body}{closing}", left, End.CLOSED)

    def _grid(self, grid: Grid) -> Piece:
        if grid.shape is Shape.STACK:
            rows = (self.row(sum(row, ()), is_tight=True) for row in grid.rows)
            return Piece(",".join(rows), End.LETTER, End.LETTER)
        if grid.shape is Shape.ALIGNED:
            return Piece(joined(map(self._aligned, grid.rows), ";"), End.APART, End.CLOSED)
        opening, closing = map(self.alphabet.bracket, _GRID_BRACKETS[grid.shape])
        rows = (joined(map(self.row, row), ",") for row in grid.rows)
        return Piece(opening + joined(rows, ";") + closing, End.APART, End.CLOSED)

    def _aligned(self, cells: Sequence[Row]) -> str:
        """The cells of an aligned row: two are one formula, with the next one begins another."""
        pairs = [
            self.row((*cells[place], *sum(cells[place + 1 : place + 2], ())), follows_a_thing=True)
            if not cells[place]
            else self.row((*cells[place], *sum(cells[place + 1 : place + 2], ())))
            for place in range(0, len(cells), 2)
        ]
        return "  ".join(pair for pair in pairs if pair)


def _is_bare_function(node: Node) -> bool:
    """Whether a node is a function that has no limits."""
    base = base_of(node)
    if isinstance(base, Sign) and base.kind is SignKind.LIMIT:
        return base is node
    return is_function(node)


def _may_be_bare(row: Row) -> bool:
    """Whether a row is one letter or number without an upper script."""
    if len(row) != 1:
        return False
    node, base = row[0], base_of(row[0])
    is_raised = isinstance(node, Scripted) and (node.upper is not None or bool(node.marks))
    is_number = isinstance(base, Sign) and base.kind is SignKind.NUMBER
    return not is_raised and (is_letter(base) or is_number)
