"""Bars that are written alike on both sides: which two are a pair, and which stands alone."""

from collections.abc import Sequence
from dataclasses import replace

from flashcards.core.formulas.tree import (
    Bracketed,
    Fraction,
    Group,
    Node,
    Row,
    Scripted,
    Sign,
    SignKind,
    Space,
)

_BEFORE_AN_OPENING = {
    SignKind.OPERATOR,
    SignKind.RELATION,
    SignKind.PREFIX,
    SignKind.COMMA,
    SignKind.FUNCTION,
    SignKind.LIMIT,
    SignKind.SUM,
}


def paired(row: Sequence[Node]) -> Row:
    """The row with a pair of brackets for each two bars; a bar that stands alone is a relation."""
    kept: list[Node] = []
    opened: list[int] = []
    left = [sum(1 for node in row if _bar(node) == bar) for bar in "|‖"]
    for node in row:
        bar = _bar(node)
        if not bar:
            kept.append(node)
            continue
        left["|‖".index(bar)] -= 1
        is_last = not left["|‖".index(bar)]
        if opened and _follows_a_thing(kept) and _bar(kept[opened[-1]]) == bar:
            start = opened.pop()
            body = _settled(kept[start + 1 :], bar)
            pair = Bracketed(bar, body, bar)
            kept[start:] = [replace(node, base=pair) if isinstance(node, Scripted) else pair]
        elif isinstance(node, Scripted) and kept and isinstance(kept[-1], Fraction):
            kept[-1] = replace(node, base=Bracketed("", (kept[-1],), bar))
        elif isinstance(node, Scripted) or (is_last and _follows_a_thing(kept)):
            kept.append(node)
        else:
            opened.append(len(kept))
            kept.append(node)
    return _settled(kept, "")


def _settled(row: Sequence[Node], within: str) -> Row:
    """The row with no bar left: what stands alone is a relation, or ends what it is evaluated at.

    Between two bars of one kind, the other kind stays what it is.
    """
    return tuple(_alone(node) if _bar(node) and _bar(node) != within else node for node in row)


def _alone(node: Node) -> Node:
    if isinstance(node, Scripted):
        return replace(node, base=Bracketed("", (), _bar(node)))
    return Sign(_bar(node), "||" if _bar(node) == "‖" else "|", SignKind.RELATION)


def _bar(node: Node) -> str:
    """The bar that a node is, with its scripts, or nothing."""
    base = node.base if isinstance(node, Scripted) else node
    return base.text if isinstance(base, Sign) and base.kind is SignKind.BAR else ""


def _follows_a_thing(before: Sequence[Node]) -> bool:
    for node in reversed(before):
        base = node.base if isinstance(node, Scripted) else node
        if isinstance(base, Space | Group):
            continue
        if isinstance(base, Sign):
            return base.kind not in _BEFORE_AN_OPENING and (
                base.kind is not SignKind.BAR or isinstance(node, Scripted)
            )
        return True
    return False
