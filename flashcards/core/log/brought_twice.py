"""One deed that came with several imports, as on two machines: it counts once.

An import is an act of its own, with facts of its own, so that each machine can take its own back.
What both tell of is told by what they tell: the same kind of deed at the same instant. In the
history of one card no two answers have one instant.
"""

from collections import defaultdict
from collections.abc import Collection, Container
from datetime import datetime
from typing import Final

from flashcards.core.log.brought_facts import (
    IMPORTED,
    BroughtBurial,
    BroughtCram,
    BroughtParameters,
    BroughtReset,
    BroughtResumption,
    BroughtSuspension,
)
from flashcards.core.log.card_facts import DueSet, Regraded, Review, is_brought
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId

_Deed = tuple[object, ...]
_BROUGHT: Final = (BroughtBurial, BroughtCram, BroughtReset, BroughtResumption, BroughtSuspension)


def brought_twice(facts: Collection[Fact], undone: Container[FactId]) -> set[FactId]:
    """What other facts say as well, of one card's history, or of what is about no card.

    An answer that was given here counts before one that was brought, one that was graded anew
    before one that was not; else what came about first. So it is what came with one import alone,
    and depends on the facts alone.
    """
    brought = {deed for fact in facts if (deed := _brought(fact)) is not None}
    if not brought:
        return set()
    rivals = defaultdict[_Deed, list[Fact]](list)
    for fact in facts:
        deed = _deed(fact)
        if deed in brought and fact.stamp.id not in undone:
            rivals[deed].append(fact)
    anew = {fact.instead for fact in facts if isinstance(fact, Regraded)}
    lost: set[FactId] = set()
    for some in rivals.values():
        if len(some) > 1:
            first = min(some, key=lambda one: _rank(one, anew))
            lost |= {one.stamp.id for one in some if one is not first and _brought(one)}
    return lost


def _rank(fact: Fact, anew: Container[FactId]) -> tuple[bool, bool, int, FactId]:
    stamp = fact.stamp
    return _brought(fact) is not None, stamp.id not in anew, stamp.clock, stamp.id


def _brought(fact: Fact) -> _Deed | None:
    """What a fact that came with an import tells of."""
    return None if isinstance(fact, Review) and not is_brought(fact) else _deed(fact)


def _deed(fact: Fact) -> _Deed | None:
    """What is told of, in words that are the same whoever tells it; None of what no import brings.

    Other programs know an answer's instant to the millisecond, also where it was given here.
    """
    if isinstance(fact, Review):
        return "review", to_millisecond(fact.stamp.at)
    if isinstance(fact, _BROUGHT):
        return type(fact), fact.stamp.at
    if isinstance(fact, DueSet):
        return (DueSet, fact.stamp.at, fact.on) if fact.why == IMPORTED else None
    if isinstance(fact, BroughtParameters):
        return BroughtParameters, fact.parameters
    return None


def to_millisecond(at: datetime) -> datetime:
    """An instant as programs keep it that know no smaller part of a second."""
    rest = at.microsecond % 1000
    return at.replace(microsecond=at.microsecond - rest) if rest else at
