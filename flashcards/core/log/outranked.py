"""One answer that was graded anew on two machines: only the later grade counts."""

from collections import defaultdict
from collections.abc import Collection, Container
from datetime import datetime, timezone
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Regraded, Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId, MachineId
from flashcards.core.rating import Rating

_Rank = tuple[datetime, int, FactId]
_NEVER: Final[_Rank] = (datetime.min.replace(tzinfo=timezone.utc), -1, FactId(""))
_Given = tuple[CardId, MachineId, int, datetime]
"""What all versions of an answer share: saying it anew leaves its place in the log."""

_Version = tuple[_Given, Rating, int | None]


def outranked(facts: Collection[Fact], undone: Container[FactId]) -> set[FactId]:
    """What no undo names, and yet a later grade for the same answer outranks, its parts too.

    The later one is that whose `Regraded` is later in the order of facts; an answer that was not
    graded anew comes before all others. It depends on the facts alone, not on who took in what.
    """
    regraded = [fact for fact in facts if isinstance(fact, Regraded)]
    if not regraded:
        return set()
    answers = {fact.stamp.id: fact for fact in facts if isinstance(fact, Review)}
    ranks: dict[_Version, _Rank] = {}
    for fact in regraded:
        if fact.instead in answers and fact.stamp.id not in undone:
            version, rank = _version(answers[fact.instead]), _rank(fact)
            ranks[version] = max(rank, ranks.get(version, rank))
    named = {id_ for fact in regraded for id_ in (fact.review, fact.instead)}
    contested = {_given(answers[id_]) for id_ in named & answers.keys()}
    rivals = defaultdict[_Given, list[Review]](list)
    for answer in answers.values():
        if answer.stamp.id not in undone and _given(answer) in contested:
            rivals[_given(answer)].append(answer)
    losers: set[FactId] = set()
    for some in rivals.values():
        *lost, _ = sorted(some, key=lambda one: (ranks.get(_version(one), _NEVER), one.stamp.id))
        losers |= {answer.stamp.id for answer in lost}
    return losers | {f.stamp.id for f in facts if getattr(f, "part_of", None) in losers}


def _rank(fact: Regraded) -> _Rank:
    return fact.stamp.at, fact.stamp.clock, fact.stamp.id


def _version(answer: Review) -> _Version:
    """A grade for an answer: what says it anew after an undo has another id."""
    return _given(answer), answer.rating, answer.score


def _given(answer: Review) -> _Given:
    return answer.card, answer.stamp.machine, answer.stamp.clock, answer.stamp.at
