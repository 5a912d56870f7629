"""Which questions a mock asks: none twice, whichever machine asked it and whatever its text then.

Nothing is left to chance: a seed, taken from the log, decides, so that the same log gives the same
questions everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from flashcards.core.card import CardId
from flashcards.core.log.lineage import Edge, Order
from flashcards.core.preparation.mock.forms import MockCandidate
from flashcards.core.preparation.mock.mock import Mock


def last_uses(mocks: Iterable[Mock], edges: Iterable[Edge]) -> dict[CardId, Order]:
    """The ids of all texts that were shown, or that such a text went on as, and when last.

    A question that was drawn, and whose clock never ran, was not seen: it is not used up.
    """
    out_of: dict[CardId, list[Edge]] = {}
    for edge in edges:
        out_of.setdefault(edge.old, []).append(edge)
    found: dict[CardId, Order] = {}
    for mock in mocks:
        place = mock.came_about
        for question in (one for one in mock.questions if one.shown):
            for one in _carried(question.card, place, out_of):
                found[one] = max(place, found.get(one, place))
    return found


def unused(
    candidates: Iterable[MockCandidate], uses: Mapping[CardId, Order], seed: int
) -> list[MockCandidate]:
    """The candidates never asked, in the order they are drawn: from each deck in turn."""
    drawn = sorted(
        (one for one in candidates if one.card not in uses), key=lambda one: _digest(one.card, seed)
    )
    before = Counter[str]()
    turns: dict[CardId, int] = {}
    for one in drawn:
        turns[one.card] = before[one.deck]
        before[one.deck] += 1
    return sorted(drawn, key=lambda one: (turns[one.card], _digest(one.deck, seed)))


def least_recently_used(
    candidates: Iterable[MockCandidate], uses: Mapping[CardId, Order], seed: int
) -> list[MockCandidate]:
    """The candidates never asked as above, then the others, the one asked longest ago first."""
    every = list(candidates)
    asked = (one for one in every if one.card in uses)
    return [*unused(every, uses, seed), *sorted(asked, key=lambda one: (uses[one.card], one.card))]


def _carried(card: CardId, place: Order, out_of: Mapping[CardId, Sequence[Edge]]) -> set[CardId]:
    """The ids whose history takes in what happened to an id at a place of the log."""
    found, waiting = {card}, [card]
    while waiting:
        for edge in out_of.get(waiting.pop(), ()):
            carries = edge.until is None or place < edge.until
            if carries and edge.new not in found:
                found.add(edge.new)
                waiting.append(edge.new)
    return found


def _digest(name: str, seed: int) -> bytes:
    return blake2b(f"{seed}:{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
