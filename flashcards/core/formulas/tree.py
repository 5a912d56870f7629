"""What a formula consists of, once it is read."""

from collections.abc import Iterator
from enum import IntEnum, auto
from typing import Final

from flashcards.core.frozen import dataclass


class SignKind(IntEnum):
    """How a sign stands to its neighbours."""

    LETTER = auto()
    NUMBER = auto()
    OPERATOR = auto()
    RELATION = auto()
    PREFIX = auto()
    COMMA = auto()
    BAR = auto()
    DOTS = auto()
    FUNCTION = auto()
    LIMIT = auto()
    SUM = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign, or the name of a function: in Unicode, in ASCII, and the font of a letter."""

    text: str
    plain: str
    kind: SignKind = SignKind.LETTER
    font: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """Words as they are written; a name is one that stands apart from other names."""

    text: str
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Space that the source asks for."""

    width: int


@dataclass(frozen=True, slots=True)
class Loose:
    """A slash or a colon, with the spaces that the source has round it."""

    text: str
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in braces."""

    body: "Row"


@dataclass(frozen=True, slots=True)
class Scripted:
    """A base with primes or the like, a lower and an upper script."""

    base: "Node"
    marks: str = ""
    lower: "Row | None" = None
    upper: "Row | None" = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """One row over another, with a bar."""

    upper: "Row"
    lower: "Row"


@dataclass(frozen=True, slots=True)
class Binomial:
    """One row over another in brackets, without a bar."""

    upper: "Row"
    lower: "Row"


@dataclass(frozen=True, slots=True)
class Root:
    """A root, the square one if it has no index."""

    body: "Row"
    index: "Row | None" = None


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A row between two brackets or bars; an empty one is not drawn."""

    opening: str
    body: "Row"
    closing: str


@dataclass(frozen=True, slots=True)
class Accented:
    """A row under an accent, named as in ASCII."""

    accent: str
    body: "Row"


@dataclass(frozen=True, slots=True)
class Braced:
    """A row with a brace over or under it, and the label of that."""

    body: "Row"
    label: "Row"
    is_over: bool


class Shape(IntEnum):
    """What the rows of a grid are."""

    MATRIX = auto()
    DETERMINANT = auto()
    NORM = auto()
    SET = auto()
    CASES = auto()
    CASES_AT_RIGHT = auto()
    ALIGNED = auto()
    STACK = auto()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells."""

    shape: Shape
    rows: "tuple[tuple[Row, ...], ...]"


Node = (
    Sign
    | Word
    | Space
    | Loose
    | Group
    | Scripted
    | Fraction
    | Binomial
    | Root
    | Bracketed
    | Accented
    | Braced
    | Grid
)
Row = tuple[Node, ...]

NOTHING: Final = Group(())


def parts(node: Node) -> Iterator[Row]:
    """The rows that a node holds."""
    match node:
        case Group(body) | Bracketed(_, body) | Accented(_, body):
            yield body
        case Scripted(base, _, lower, upper):
            yield (base,)
            yield lower or ()
            yield upper or ()
        case Fraction(upper, lower) | Binomial(upper, lower):
            yield upper
            yield lower
        case Root(body, index):
            yield index or ()
            yield body
        case Braced(body, label):
            yield body
            yield label
        case Grid(_, rows):
            for row in rows:
                yield from row
        case _:
            pass


def without_spaces(row: Row) -> Row:
    """The row without the spaces that the source asks for."""
    return tuple(node for node in row if not isinstance(node, Space))
