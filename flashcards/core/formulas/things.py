"""What needs brackets where it becomes a part of something: in a fraction, under a script."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.formulas.tree import (
    Accented,
    Binomial,
    Bracketed,
    Grid,
    Group,
    Node,
    Root,
    Row,
    Scripted,
    Shape,
    Sign,
    SignKind,
    Space,
    Word,
    parts,
)

_NAMED: Final = {SignKind.FUNCTION, SignKind.LIMIT}
_LETTERS: Final = {SignKind.LETTER, SignKind.NUMBER}
STOPS: Final = frozenset(".?")
"""Signs that end a sentence, close to what they stand behind; alone they are like letters."""
_NO_FACTORS: Final = {SignKind.OPERATOR, SignKind.RELATION, SignKind.COMMA, SignKind.PREFIX}


def base_of(node: Node) -> Node:
    """What a node is without its scripts, and without braces round one thing."""
    while isinstance(node, Scripted) or (isinstance(node, Group) and len(node.body) == 1):
        node = node.base if isinstance(node, Scripted) else node.body[0]
    return node


def is_kind(node: Node, *kinds: SignKind) -> bool:
    """Whether a node is a sign of one of these kinds, with scripts or without."""
    base = base_of(node)
    return isinstance(base, Sign) and base.kind in kinds


def is_letter(node: Node) -> bool:
    """Whether a node is a letter alone, with accents or without."""
    if isinstance(node, Accented):
        return len(node.body) == 1 and is_letter(node.body[0])
    return isinstance(node, Sign) and node.kind is SignKind.LETTER and len(node.text) == 1


def is_function(node: Node) -> bool:
    """Whether a node is a function's name, with scripts or without."""
    return is_kind(node, *_NAMED)


def holds_sum(row: Row) -> bool:
    """Whether a plus or a minus stands in a row itself."""
    return any(isinstance(node, Sign) and node.text in set("+−±∓") for node in row)


def holds_script(row: Row) -> bool:
    """Whether a script stands anywhere in a row."""
    return any(
        isinstance(node, Scripted) or any(holds_script(part) for part in parts(node))
        for node in row
    )


def is_one_thing(row: Row) -> bool:
    """Whether a row needs no brackets below a slash."""
    match _close(row):
        case [node]:
            return _is_thing(node) or is_function(node)
        case [first, second] if _is_call(second):
            if is_kind(first, SignKind.LETTER) or isinstance(base_of(first), Accented):
                bracket = base_of(second)
                return isinstance(bracket, Bracketed) and not holds_sum(bracket.body)
            return is_function(first) or _is_single_word(first)
        case [Sign("∂" | "d"), second]:
            return is_letter(base_of(second))
        case _:
            return False


def is_product(row: Row) -> bool:
    """Whether a row needs no brackets above a slash."""
    nodes = _close(row)
    place = 0
    while place < len(nodes):
        if is_function(nodes[place]):
            if place + 1 == len(nodes) or not _is_bracket(nodes[place + 1]):
                return False
            place += 1
        elif not _is_thing(nodes[place]):
            return False
        place += 1
    return bool(nodes)


def is_factor(node: Node | None) -> bool:
    """Whether a node, if there is one, is a factor of what stands before it."""
    base = base_of(node) if node else None
    match base:
        case None | Space():
            return False
        case Sign(text, _, kind):
            return kind not in _NO_FACTORS and text not in STOPS
        case Word(text):
            return text[:1].isalnum()
        case _:
            return not _is_loose(base)


def is_glued(node: Node | None) -> bool:
    """Whether a node, if there is one, stands close to what is before it, as letters do."""
    base = base_of(node) if node else None
    return isinstance(base, Accented | Bracketed) or (
        isinstance(base, Sign) and base.kind in _LETTERS and base.text not in STOPS
    )


def _is_loose(node: Node) -> bool:
    return type(node).__name__ == "Loose"


def _close(row: Row) -> list[Node]:
    """The nodes without thin spaces and outer braces."""
    return list(_opened(row))


def _opened(row: Row) -> Iterator[Node]:
    for node in row:
        if isinstance(node, Group):
            yield from _opened(node.body)
        elif not (isinstance(node, Space) and node.width <= 1):
            yield node


def _is_thing(node: Node) -> bool:
    base = base_of(node)
    match base:
        case Sign(_, _, kind):
            return kind in _LETTERS or kind is SignKind.DOTS
        case Bracketed(opening):
            return bool(opening)
        case Root() | Accented() | Binomial():
            return True
        case Grid(shape):
            return shape not in {Shape.ALIGNED, Shape.STACK}
        case Group():
            return base is not node
        case _:
            return _is_single_word(base)


def _is_single_word(node: Node) -> bool:
    base = base_of(node)
    return isinstance(base, Word) and " " not in base.text.strip()


def _is_bracket(node: Node) -> bool:
    base = base_of(node)
    return isinstance(base, Bracketed) and bool(base.opening)


def _is_call(node: Node) -> bool:
    base = base_of(node)
    return isinstance(base, Bracketed) and base.opening not in {"", "|", "‖"}
