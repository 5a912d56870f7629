"""What the learner decided for the whole collection: parameters, dates, breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flashcards.core.log import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
    Fact,
    counting,
)
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


def decisions(facts: Iterable[Fact]) -> Decisions:
    """What the facts of the collection come to; of several, the one that came about last."""
    known = sorted(counting(facts), key=lambda fact: (fact.stamp.clock, fact.stamp.id))
    adopted = [
        fact.parameters
        for fact in known
        if isinstance(fact, Adopted) and (not fact.parameters or are_usable(fact.parameters))
    ]
    deadlines: dict[Selection, Deadline] = {}
    breaks: set[tuple[date, date]] = set()
    for fact in known:
        if isinstance(fact, (DeadlineSet, DeadlineRemoved)):
            chosen = Selection(fact.decks, fact.areas, fact.tags)
            before = deadlines.pop(chosen, None)
        if isinstance(fact, DeadlineSet):
            said_on = fact.set_on or fact.stamp.at.date()
            is_moved = before is not None and before.on > said_on
            set_on = before.set_on if before is not None and is_moved else said_on
            deadlines[chosen] = Deadline(fact.on, chosen, set_on, fact.minutes)
        if isinstance(fact, BreakSet):
            breaks.add((fact.begins_on, fact.ends_on))
        if isinstance(fact, BreakRemoved):
            breaks.discard((fact.begins_on, fact.ends_on))
    return Decisions(
        (adopted[-1] if adopted else ()) or None,
        tuple(sorted(deadlines.values(), key=_by_date)),
        tuple(sorted(breaks)),
    )


def _by_date(deadline: Deadline) -> tuple[date, tuple[tuple[str, ...], ...]]:
    chosen = deadline.selection
    return deadline.on, (chosen.decks, chosen.areas, chosen.tags)
