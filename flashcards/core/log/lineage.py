"""Which ids' facts are a card's history: edges between texts of one card, as edits drew them.

An edge carries the facts of its old end to its new end, and on along further edges; a cycle (text
edited and reverted) makes one history of both ends. Where both ends live again, `Unlinked` closes
the edge: it carries only what is older. What the learner linked or unlinked by hand outweighs what
was matched; of several, the latest by hand counts, and an edge unlinked by hand carries nothing.

Machines that read at different times may match one old text with two new ones, or two with one.
Where nothing leads from one of the two to the other, the match that was made first counts: the one
that would have been made by a machine that saw everything.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import AboutEdge, Edited, Redated, Said, Unlinked
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.order import union
from flashcards.core.log.stamp import FactId, Stamped

Order = tuple[int, FactId]
"""A place in the order in which facts came about: the logical clock, then the id."""


@dataclass(frozen=True, slots=True)
class Edge:
    """From the id of an old text to that of a new one; `until` is where it was closed, if so."""

    old: CardId
    new: CardId
    until: Order | None = None


def edge_of(facts: Iterable[AboutEdge]) -> Edge | None:
    """The edge that facts about one pair of ids come to; None where it carries nothing."""
    ordered = sorted(facts, key=_place)
    by_hand = [fact for fact in ordered if fact.by_hand]
    if by_hand and isinstance(by_hand[-1], Unlinked):
        return None
    edited = [place for place, fact in enumerate(ordered) if isinstance(fact, Edited)]
    if not edited:
        return None
    closing = [fact for fact in ordered[edited[-1] + 1 :] if not fact.by_hand]
    until = _place(closing[0]) if closing else None
    return Edge(ordered[0].old, ordered[0].card, until)


Made = tuple[datetime, int, FactId]
"""When a match was made: the instant, then the logical clock, then the id."""


def made(facts: Iterable[AboutEdge]) -> Made | None:
    """When a pair of ids was first matched; None where the learner said so by hand."""
    matched = [fact for fact in facts if isinstance(fact, Edited)]
    if not matched or any(fact.by_hand for fact in matched):
        return None
    return min((fact.stamp.at, fact.stamp.clock, fact.stamp.id) for fact in matched)


def contested(edges: Sequence[Edge]) -> set[tuple[CardId, CardId]]:
    """The pairs of ids of which another has the same old end, or the same new one."""
    olds, news = Counter(edge.old for edge in edges), Counter(edge.new for edge in edges)
    return {(edge.old, edge.new) for edge in edges if olds[edge.old] > 1 or news[edge.new] > 1}


def settled(
    edges: Sequence[Edge], made_at: Mapping[tuple[CardId, CardId], Made | None]
) -> list[Edge]:
    """The edges without those that compete with an earlier one; `made_at` of those contested."""
    if not made_at:
        return list(edges)
    ways = _Ways(edges)
    matched = [edge for edge in edges if made_at.get((edge.old, edge.new))]
    taken: list[tuple[Edge, Made]] = []
    for edge in sorted(matched, key=lambda edge: made_at[edge.old, edge.new] or ()):
        when = made_at[edge.old, edge.new]
        if when and not any(_compete(edge, when, one, ways) for one, _ in taken):
            taken.append((edge, when))
    lost = set(matched) - {edge for edge, _ in taken}
    return [edge for edge in edges if edge not in lost]


class _Ways(dict[CardId, set[CardId]]):
    """The ids that edges lead to from each id, looked up once."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        super().__init__()
        self._out_of = onward(edges)

    def __missing__(self, card: CardId) -> set[CardId]:
        self[card] = reached(card, self._out_of)
        return self[card]


def _compete(edge: Edge, when: Made, earlier: Edge, ways: _Ways) -> bool:
    """Whether an edge claims what an earlier one has, which was not closed before."""
    if earlier.until is not None and earlier.until < when[1:]:
        return False
    if edge.old == earlier.old:
        ends = edge.new, earlier.new
        is_turned_back = edge.old in ways[earlier.new] or edge.old in ways[edge.new]
    elif edge.new == earlier.new:
        ends = edge.old, earlier.old
        is_turned_back = edge.old in ways[edge.new] or earlier.old in ways[edge.new]
    else:
        return False
    return not (is_turned_back or ends[1] in ways[ends[0]] or ends[0] in ways[ends[1]])


def sources(card: CardId, edges: Iterable[Edge]) -> dict[CardId, Order | None]:
    """The ids whose facts are the card's history, and until where in the log; itself without end.

    Along a path the earliest closing counts, and of several paths the one that carries most.
    """
    into: dict[CardId, list[Edge]] = {}
    for edge in edges:
        into.setdefault(edge.new, []).append(edge)
    found: dict[CardId, Order | None] = {card: None}
    waiting = [card]
    while waiting:
        here = waiting.pop()
        for edge in into.get(here, ()):
            until = _earlier(found[here], edge.until)
            if edge.old not in found or _is_later(until, found[edge.old]):
                found[edge.old] = until
                waiting.append(edge.old)
    return found


def continuations(card: CardId, edges: Iterable[Edge]) -> set[CardId]:
    """The ids whose history takes in facts of this one, itself included."""
    return reached(card, onward(edges))


def onward(edges: Iterable[Edge]) -> dict[CardId, list[CardId]]:
    """Where edges lead from each of their old ends."""
    out_of: dict[CardId, list[CardId]] = {}
    for edge in edges:
        out_of.setdefault(edge.old, []).append(edge.new)
    return out_of


def reached(card: CardId, out_of: Mapping[CardId, Iterable[CardId]]) -> set[CardId]:
    """The ids that a way leads to from this one, itself included."""
    found, waiting = {card}, [card]
    while waiting:
        fresh = set(out_of.get(waiting.pop(), ())) - found
        found |= fresh
        waiting += fresh
    return found


def history(
    facts_by_card: Mapping[CardId, Iterable[Fact]], until: Mapping[CardId, Order | None]
) -> list[Fact]:
    """The facts of several ids that make one history, in order.

    An undo, a redating or what was said holds wherever the fact it names is: closed edges carry it.
    """
    return union(*(_carried(facts_by_card.get(card, ()), end) for card, end in until.items()))


def _carried(facts: Iterable[Fact], until: Order | None) -> Iterator[Fact]:
    for fact in facts:
        if until is None or isinstance(fact, (Undo, Redated, Said)) or _place(fact) < until:
            yield fact


def _place(fact: Stamped) -> Order:
    """Where a fact came about: unlike its instant, never before what its machine had seen."""
    return fact.stamp.clock, fact.stamp.id


def _earlier(one: Order | None, other: Order | None) -> Order | None:
    return min((place for place in (one, other) if place is not None), default=None)


def _is_later(one: Order | None, other: Order | None) -> bool:
    return other is not None and (one is None or one > other)
