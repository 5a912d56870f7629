"""The nodes of a row, and the space between them."""

from collections.abc import Iterable, Iterator, Sequence

from flashcards.core.formulas.pieces import End, Piece, spaces
from flashcards.core.formulas.tree import (
    Accented,
    Group,
    Node,
    Row,
    Scripted,
    Sign,
    Space,
    Word,
    parts,
)


def flat(row: Row) -> Iterator[Node]:
    """The nodes of a row with groups that have no script opened."""
    for node in row:
        if isinstance(node, Group):
            yield from flat(node.body)
        elif isinstance(node, Word):
            if node.text[:1] == " ":
                yield Space(1)
            if node.text.strip():
                yield node
            if node.text[-1:] == " ":
                yield Space(1)
        else:
            yield node


def placed(
    nodes: Sequence[Node], pieces: Sequence[Piece], *, is_tight: bool, follows_a_thing: bool
) -> list[tuple[int, Piece]]:
    """The pieces of the nodes, each with the space before it, which the source may widen."""
    natural = spaces(pieces, is_tight=is_tight, follows_a_thing=follows_a_thing)
    asked = _asked_spaces(nodes, pieces, is_tight=is_tight)
    return list(zip(map(max, natural, asked), pieces, strict=True))


def _asked_spaces(
    nodes: Sequence[Node], pieces: Sequence[Piece], *, is_tight: bool
) -> Iterator[int]:
    """The space that the source asks for before each piece."""
    asked, shown, is_of_text = 0, 0, False
    for place, node in enumerate(nodes):
        if isinstance(node, Space):
            asked += node.width
            neighbours = nodes[max(place - 1, 0) : place + 2]
            is_of_text = is_of_text or any(isinstance(one, Word) for one in neighbours)
            continue
        keeps = shown and pieces[shown].left not in {End.COMMA, End.STOP}
        if is_tight and not is_of_text:
            asked = min(max(asked - 1, 0), 1)
        yield asked if keeps else 0
        asked, is_of_text = 0, False
        shown += 1


def joined(cells: Iterable[str], sign: str) -> str:
    """Cells behind each other, with a sign where one does not end in its own."""
    text = ""
    for cell in cells:
        separator = "" if not text else " " if text.endswith((",", ";")) else f"{sign} "
        text += separator + cell
    return text


def after(nodes: Sequence[Node], place: int) -> Node | None:
    """What follows a node, behind thin spaces; nothing behind a wide one."""
    for node in nodes[place + 1 :]:
        if not (isinstance(node, Space) and node.width <= 1):
            return node
    return None


def plain_letters(row: Row, *, has_lower: bool) -> Iterator[tuple[str, bool]]:
    """The letters that stand without a font, and whether each has a lower script."""
    for node in row:
        if isinstance(node, Sign) and not node.font:
            yield node.text, has_lower
        elif isinstance(node, Scripted):
            yield from plain_letters((node.base,), has_lower=node.lower is not None)
            yield from plain_letters((*(node.lower or ()), *(node.upper or ())), has_lower=False)
        else:
            is_kept = isinstance(node, Accented) and has_lower
            for part in parts(node):
                yield from plain_letters(part, has_lower=is_kept)
