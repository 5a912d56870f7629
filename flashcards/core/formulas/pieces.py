"""The pieces of a row, and how much space is between two of them."""

from collections.abc import Sequence
from enum import IntEnum, auto
from typing import Final

from flashcards.core.formulas.box import Box
from flashcards.core.frozen import dataclass


class End(IntEnum):
    """What a piece is at one of its ends, for the space to its neighbour."""

    LETTER = auto()
    NUMBER = auto()
    NAME = auto()
    WORD = auto()
    TEXT = auto()
    OPEN = auto()
    CLOSED = auto()
    BAR = auto()
    ATTACHED = auto()
    SCRIPT = auto()
    APART = auto()
    FUNCTION = auto()
    BIG = auto()
    DOTS = auto()
    PREFIX = auto()
    SIGN = auto()
    COMMA = auto()
    STOP = auto()
    LOOSE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """What a node is written as, and all that its neighbours' spaces depend on.

    A worded sign keeps its spaces in scripts; a drawn piece has several rows, and no text.
    """

    text: str
    left: End
    right: End
    is_power: bool = False
    is_greek: bool = False
    is_sum: bool = False
    is_square: bool = False
    is_worded: bool = False
    is_relation: bool = False
    is_drawn_fraction: bool = False
    has_before: bool = False
    has_after: bool = False
    box: Box | None = None


_NO_OPERAND: Final = {
    End.SIGN,
    End.COMMA,
    End.LOOSE,
    End.PREFIX,
    End.BIG,
    End.FUNCTION,
}
_APART: Final = {End.APART, End.DOTS, End.PREFIX}
_ENDING: Final = {End.BIG, End.CLOSED, End.DOTS}
_HYPHENS: Final = "-–—'’@"
_PUNCTUATION: Final = ",.;:!?)]"


def spaces(pieces: Sequence[Piece], *, is_tight: bool, follows_a_thing: bool) -> list[int]:
    """The space before each of the pieces; none round signs in scripts, which are tight."""
    found: list[int] = []
    before: Piece | None = None
    was_unary = False
    for piece in pieces:
        is_unary = piece.left is End.SIGN and (
            not follows_a_thing if before is None else _is_unary(before, piece)
        )
        if before is None:
            found.append(0)
        elif End.SIGN in {before.right, piece.left}:
            found.append(_at_a_sign(before, piece, was_unary, is_unary, is_tight))
        else:
            found.append(_between(before, piece, is_tight=is_tight))
        before, was_unary = piece, is_unary
    return found


def _is_unary(before: Piece, sign: Piece) -> bool:
    """Whether there is nothing before a sign that it could stand behind."""
    if sign.is_relation and (
        before.is_relation or before.right in {End.BIG, End.FUNCTION}
    ):  # two relations are one
        return False
    return before.right in _NO_OPERAND


def _at_a_sign(
    before: Piece,
    piece: Piece,
    was_unary: bool,  # noqa: FBT001
    is_unary: bool,  # noqa: FBT001
    is_tight: bool,  # noqa: FBT001
) -> int:
    if piece.left in {End.COMMA, End.ATTACHED}:
        return 0
    if before.right is End.SIGN:
        if was_unary:
            return int(before.is_worded or piece.is_drawn_fraction)
        if before.is_relation and piece.is_relation:
            return int(before.is_worded or piece.is_worded)
        return int(not is_tight or before.is_worded)
    if before.right is End.LOOSE:
        return int(before.has_after and not is_tight)
    if is_unary:
        apart = {End.BIG, End.FUNCTION, *(() if is_tight else (End.COMMA,))}
        return int(before.right in apart or piece.is_worded)
    return int(not is_tight or piece.is_worded)


def _between(before: Piece, piece: Piece, *, is_tight: bool) -> int:
    """The space between two pieces of which neither is a sign there."""
    if piece.left in {End.COMMA, End.STOP, End.ATTACHED}:
        return 0
    if before.right is End.COMMA:
        return int(not is_tight)
    if before.right is End.LOOSE or piece.left is End.LOOSE:
        is_asked = before.has_after if before.right is End.LOOSE else piece.has_before
        return int(is_asked and not is_tight)
    if before.right is End.PREFIX:
        return int(before.is_worded)
    if before.right in _ENDING or piece.left in _APART:
        return 1
    if before.right is End.FUNCTION:
        return int(piece.left is not End.OPEN)
    return _of_a_product(before, piece)


def _of_a_product(before: Piece, piece: Piece) -> int:
    if piece.left is End.OPEN:
        is_apart = (before.is_power and piece.is_sum) or (before.is_greek and piece.is_square)
        return int(is_apart)
    if before.right is End.SCRIPT:
        return 1
    if piece.left is End.BAR:
        return int(before.right is End.NAME)
    edges = {before.right, piece.left}
    if edges & {End.WORD, End.TEXT}:
        is_close = before.text[-1:] in _HYPHENS or piece.text[:1] in _HYPHENS + _PUNCTUATION
        return int(edges != {End.TEXT} and not is_close)
    return int(End.NAME in edges)
