"""A sign with its scripts: raised and lowered characters where they do, else `^` and `_`."""

from dataclasses import replace
from typing import Final, Protocol

from flashcards.core.formulas.alphabet import Unicode
from flashcards.core.formulas.pieces import End, Piece
from flashcards.core.formulas.things import STOPS, holds_script, is_kind, is_letter
from flashcards.core.formulas.tree import (
    Accented,
    Bracketed,
    Fraction,
    Grid,
    Group,
    Node,
    Root,
    Row,
    Scripted,
    Shape,
    Sign,
    SignKind,
    Word,
    without_spaces,
)

_CLOSE: Final = {"*"}
_KEPT: Final = {End.FUNCTION, End.CLOSED, End.BIG, End.SIGN}


class ScriptWriter(Protocol):
    """What writes the bases of scripts, and the scripts themselves."""

    @property
    def alphabet(self) -> Unicode:
        """The characters it writes with."""

    def row(self, row: Row, *, is_tight: bool = False) -> str:
        """A row in one line."""

    def piece(self, node: Node, *, is_tight: bool = False, has_lower: bool = False) -> Piece:
        """A node as it stands alone."""


def scripted(writer: ScriptWriter, node: Scripted, *, is_tight: bool) -> Piece:
    """A base with its scripts."""
    node = _merged(node)
    base = _base(writer, node, is_tight=is_tight)
    lower, upper, is_written = scripts(writer, node)
    marks = writer.alphabet.marks(node.marks)
    is_limit = is_kind(node.base, SignKind.LIMIT)
    is_starred = upper in {"*", "^*", "^†"}
    right = base.right
    if node.marks.endswith("!"):
        right = End.CLOSED
    elif is_limit:
        right = End.BIG if lower or upper else right
    elif is_written and right not in _KEPT:
        right = End.SCRIPT
    return replace(
        base,
        text=base.text + marks + lower + upper,
        right=right,
        is_power=bool(upper) and not is_starred and right is not End.FUNCTION,
    )


def scripts(writer: ScriptWriter, node: Scripted) -> tuple[str, str, bool]:
    """The lower and the upper script as written, and whether one is with `_` or `^`."""
    lower = upper = ""
    is_written = False
    if node.lower is not None:
        text = writer.row(node.lower, is_tight=True)
        lowered = None if holds_script(node.lower) else writer.alphabet.lowered(text)
        is_written = lowered is None
        lower = lowered or "_" + _apart(node.lower, text, is_lower=True)
    if node.upper is not None:
        transposed = _transposed(node.upper)
        text = writer.row(transposed or node.upper, is_tight=True)
        raised = None if is_written else _raised(writer, node, node.upper, text)
        is_written = is_written or raised is None
        upper = raised or "^" + _apart(node.upper, text, is_lower=False)
    return lower, upper, is_written


def _raised(writer: ScriptWriter, node: Scripted, upper: Row, text: str) -> str | None:
    if text in _CLOSE and not writer.alphabet.is_plain:
        return text
    if _transposed(upper) and not is_kind(node.base, SignKind.SUM):
        return writer.alphabet.transposed(text[:-1])
    return None if holds_script(upper) else writer.alphabet.raised(text)


def _transposed(upper: Row) -> Row | None:
    """The script of a transpose with a plain T, if it is one."""
    nodes = without_spaces(upper)
    minus = [node for node in nodes[:1] if isinstance(node, Sign) and node.text == "−"]
    match nodes[len(minus) :]:
        case (Sign("⊤" | "T"),) | (Word("T"),):
            return (*minus, Sign("T", "T"))
        case _:
            return None


def _apart(row: Row, text: str, *, is_lower: bool) -> str:
    """A script behind `_` or `^`: bare if it is simple, else in brackets."""
    nodes = without_spaces(row)
    is_bare = " " not in text and (
        (len(nodes) == 1 and _is_simple(nodes[0], text))
        or (is_lower and all(_is_letter_or_number(node) for node in nodes))
        or (is_lower and _is_compared(nodes))
    )
    return text if is_bare and text else f"({text})"


def _is_simple(node: Node, text: str) -> bool:
    match node:
        case Sign():
            return True
        case Word():
            return text.isalnum()
        case Bracketed(opening):
            return opening in {"(", "[", "{"}
        case Accented():
            return is_letter(node) and "-" not in text
        case Scripted(base, _, None, None):
            return _is_simple(base, text)
        case Group(body):
            return not body or (len(body) == 1 and _is_simple(body[0], text))
        case _:
            return False


def _is_letter_or_number(node: Node) -> bool:
    if not isinstance(node, Sign) or node.text in STOPS:
        return False
    return node.kind in {SignKind.LETTER, SignKind.NUMBER}


def _is_compared(nodes: Row) -> bool:
    """Whether a script says what is smaller or larger than one letter or number: `x_<t`."""
    match nodes:
        case (Sign(_, _, SignKind.RELATION), second):
            return _is_letter_or_number(second)
        case _:
            return False


def _merged(node: Scripted) -> Scripted:
    """Scripts of a sign in braces and those behind the braces as one, if they do not clash."""
    base = node.base
    while isinstance(base, Group) and len(base.body) == 1:
        base = base.body[0]
    if isinstance(base, Scripted) and not base.marks:
        both = (base.lower and node.lower) or (base.upper and (node.upper or node.marks))
        if not both:
            lower, upper = base.lower or node.lower, base.upper or node.upper
            return Scripted(base.base, node.marks, lower, upper)
    return replace(node, base=base)


def _base(writer: ScriptWriter, node: Scripted, *, is_tight: bool) -> Piece:
    base = node.base
    piece = writer.piece(base, is_tight=is_tight, has_lower=node.lower is not None)
    match base:
        case Fraction() | Root() | Scripted():
            is_whole = False
        case Grid(shape):
            is_whole = shape is not Shape.ALIGNED
        case Group(body):
            is_whole = not body
        case _:
            is_whole = True
    if is_whole:
        return piece
    return Piece(f"({piece.text})", End.OPEN, End.CLOSED)
