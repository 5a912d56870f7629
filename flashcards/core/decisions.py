"""What the learner decided for the whole collection: parameters, dates, breaks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
)
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import counting, in_order_of_coming_about
from flashcards.core.parameters import are_usable
from flashcards.core.selection import Selection


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day on which what is selected has to be known; `minutes` a day are there for it.

    `set_on` is the study day on which it was set, or first set where it was moved since.
    """

    on: date
    selection: Selection
    set_on: date
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds now: parameters in use (None: the library's), deadlines by date, breaks.

    Parameters that are not FSRS-6's, of a later version or damaged, are passed over.
    """

    parameters: tuple[float, ...] | None = None
    deadlines: tuple[Deadline, ...] = ()
    breaks: tuple[tuple[date, date], ...] = ()


UNDECIDED: Final = Decisions()
"""What holds where nothing was decided."""


def decisions(facts: Iterable[Fact]) -> Decisions:
    """What the facts of the collection come to; of several, the one that came about last."""
    return reduce(decided_after, in_order_of_coming_about(counting(facts)), UNDECIDED)


def decided_after(before: Decisions, fact: Fact) -> Decisions:
    """What holds after one more fact, later than all others; most kinds change nothing."""
    match fact:
        case Adopted() if not fact.parameters or are_usable(fact.parameters):
            return replace(before, parameters=fact.parameters or None)
        case DeadlineSet() | DeadlineRemoved():
            return replace(before, deadlines=_dated(before.deadlines, fact))
        case BreakSet():
            breaks = {*before.breaks, (fact.begins_on, fact.ends_on)}
            return replace(before, breaks=tuple(sorted(breaks)))
        case BreakRemoved():
            off = fact.begins_on, fact.ends_on
            return replace(before, breaks=tuple(one for one in before.breaks if one != off))
        case _:
            return before


def _dated(
    deadlines: tuple[Deadline, ...], fact: DeadlineSet | DeadlineRemoved
) -> tuple[Deadline, ...]:
    """The deadlines with the one of the fact's selection set, moved or removed."""
    chosen = Selection(fact.decks, fact.areas, fact.tags)
    others = [one for one in deadlines if one.selection != chosen]
    if isinstance(fact, DeadlineRemoved):
        return tuple(others)
    said_on = fact.set_on or fact.stamp.at.date()
    moved = (one for one in deadlines if one.selection == chosen and one.on > said_on)
    set_on = next((one.set_on for one in moved), said_on)
    dated = Deadline(fact.on, chosen, set_on, fact.minutes)
    return tuple(sorted([*others, dated], key=_by_date))


def _by_date(deadline: Deadline) -> tuple[date, tuple[tuple[str, ...], ...]]:
    chosen = deadline.selection
    return deadline.on, (chosen.decks, chosen.areas, chosen.tags)
