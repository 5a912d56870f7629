"""The one total order of facts, their union, and which of them count."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from flashcards.core.log.brought_twice import brought_twice
from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.misdated import as_given, redatings
from flashcards.core.log.outranked import outranked
from flashcards.core.log.stamp import FactId, Stamped

F = TypeVar("F", bound=Stamped)


def order(fact: Stamped) -> tuple[datetime, int, FactId]:
    """The sort key of the log: instant, logical clock, id."""
    # The instant does not do: two reviews at one of them give a stability of 0.42 or of 2.56 days,
    # depending on which is first. So every machine has to put them in one order.
    stamp = fact.stamp
    return stamp.at, stamp.clock, stamp.id


def came_about(fact: Stamped) -> tuple[int, FactId]:
    """The place of a fact among all that came about: logical clock, id."""
    return fact.stamp.clock, fact.stamp.id


def in_order_of_coming_about(facts: Iterable[F]) -> list[F]:
    """The facts as they came about, whatever instants they tell of."""
    return sorted(facts, key=came_about)


def union(*logs: Iterable[F]) -> list[F]:
    """All facts of the logs, each once, in order."""
    return sorted({fact.stamp.id: fact for log in logs for fact in log}.values(), key=order)


def counting(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that no undo names, in order; without the undos, and with redatings followed.

    Of an answer that was graded anew twice, as on two machines, the later grade alone; what came
    with two imports once.
    """
    known = union(facts)
    undone = {fact.undoes for fact in known if isinstance(fact, Undo)}
    undone |= outranked(known, undone)
    undone |= brought_twice(known, undone)
    found: list[Fact] = [f for f in known if f.stamp.id not in undone and not isinstance(f, Undo)]
    told = redatings(fact for fact in found if isinstance(fact, Redated))
    if not told:
        return found
    given = (as_given(f, told) if isinstance(f, Review) else f for f in found)
    return sorted((f for f in given if not isinstance(f, Redated)), key=order)
