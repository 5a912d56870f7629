"""The cycle: real interviews as the facts give them, and what each asks for on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from typing import Final, get_args

from flashcards.core.frozen import dataclass
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import counting, in_order_of_coming_about
from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    Offered,
)
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.interviews.business_days import months_after

InterviewFact = InterviewSet | InterviewHeld | InterviewAsked | InterviewRemoved | Offered

KINDS: Final = get_args(InterviewFact)
"""The facts that a cycle is made of, undos apart."""

COOLDOWN_MONTHS: Final = (6, 12)
"""From when on some companies take an application again, and from when on all do."""


class Rank(StrEnum):
    """What a company is for: practice, a job, or the one that is wanted most."""

    WARM_UP = "warm-up"
    ORDINARY = "ordinary"
    FAVOURITE = "favourite"


class Outcome(StrEnum):
    """How it went on after a round."""

    PASSED = "passed"
    FAILED = "failed"
    OFFER = "offer"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


OPEN: Final = (None, Outcome.WAITING)
"""Outcomes that are none yet."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was offered, and the day by which it is to be answered."""

    answer_by: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """A round at a company, and what is known of it; `outcome` is None until one is told.

    `asked` are the questions they asked, `to_ask` those to ask them, in the order noted; one that
    is `off` does not take place, unless it is set once more.
    """

    id: FactId
    company: str
    round: str
    on: date
    rank: Rank = Rank.ORDINARY
    outcome: Outcome | None = None
    note: str = ""
    offer: Offer | None = None
    asked: tuple[str, ...] = ()
    to_ask: tuple[str, ...] = ()
    off: bool = False

    @property
    def rest_on(self) -> date:
        """The day before, on which nothing is studied."""
        return self.on - timedelta(days=1)

    @property
    def is_open(self) -> bool:
        """Whether its outcome is still to be told."""
        return self.outcome in OPEN

    @property
    def reapply_from(self) -> date | None:
        """The first day on which applying anew makes sense; None where it did not fail."""
        failed = self.outcome is Outcome.FAILED
        return months_after(self.on, COOLDOWN_MONTHS[0]) if failed else None

    @property
    def reapply_to(self) -> date | None:
        """The day from which on no company's cooldown holds any more; None as above."""
        failed = self.outcome is Outcome.FAILED
        return months_after(self.on, COOLDOWN_MONTHS[1]) if failed else None

    def is_at(self, company: str) -> bool:
        """Whether it is at that company, whatever the letters' case."""
        return self.company.casefold() == company.casefold()

    def is_ahead(self, today: date) -> bool:
        """Whether it is today or later, and nothing has ended it."""
        return self.on >= today and self.is_open


def cycle(facts: Iterable[Fact]) -> tuple[Interview, ...]:
    """All interviews that take place or took place, by day; the order of the facts is no matter."""
    return taking_place(rounds(facts))


def rounds(facts: Iterable[Fact]) -> tuple[Interview, ...]:
    """All interviews that were ever set, those that are off too, by day."""
    return reduce(rounds_after, in_order_of_coming_about(counting(facts)), ())


def rounds_after(before: tuple[Interview, ...], fact: Fact) -> tuple[Interview, ...]:
    """The interviews after one more fact, later than all others; one about none changes nothing."""
    if not isinstance(fact, InterviewFact):
        return before
    if isinstance(fact, InterviewSet):
        ranked = (_ranked(one, fact) for one in _with_round(before, fact))
        return tuple(sorted(ranked, key=_when))
    return tuple(_told(one, fact) if one.id == fact.interview else one for one in before)


def taking_place(interviews: Iterable[Interview]) -> tuple[Interview, ...]:
    """Those that are not off."""
    return tuple(one for one in interviews if not one.off)


def ahead(interviews: Iterable[Interview], today: date) -> tuple[Interview, ...]:
    """Those that are today or later, the next one first."""
    return tuple(one for one in interviews if one.is_ahead(today))


def rest_days(interviews: Iterable[Interview], today: date) -> frozenset[date]:
    """The days from today on that come before an interview, and are no interview day."""
    to_come = ahead(interviews, today)
    held_on = {one.on for one in to_come}
    return frozenset(one.rest_on for one in to_come if one.rest_on >= today) - held_on


def _when(interview: Interview) -> tuple[date, FactId]:
    return interview.on, interview.id


def _with_round(before: tuple[Interview, ...], fact: InterviewSet) -> Iterator[Interview]:
    """The interviews with a new one, or with the one that the fact changes."""
    for one in before:
        is_meant = one.id == fact.interview
        told = replace(one, company=fact.company, round=fact.round, on=fact.on, off=False)
        yield told if is_meant else one
    if fact.interview is None:
        yield Interview(fact.stamp.id, fact.company, fact.round, fact.on)


def _ranked(interview: Interview, fact: InterviewSet) -> Interview:
    """A company has one rank, the one said last; one of a later version counts as ordinary."""
    if not interview.is_at(fact.company):
        return interview
    rank = Rank(fact.rank) if fact.rank in set(Rank) else Rank.ORDINARY
    return replace(interview, rank=rank)


def _told(
    interview: Interview, fact: InterviewHeld | InterviewAsked | InterviewRemoved | Offered
) -> Interview:
    match fact:
        case InterviewRemoved():
            return replace(interview, off=True)
        case Offered():
            offer = Offer(fact.answer_by, fact.what)
            return replace(interview, outcome=Outcome.OFFER, offer=offer)
        case InterviewHeld():
            outcome = Outcome(fact.outcome) if fact.outcome in set(Outcome) else None
            return replace(interview, outcome=outcome, note=fact.note or interview.note)
        case InterviewAsked(by_them=True):
            return replace(interview, asked=_with(interview.asked, fact.question))
        case _:
            return replace(interview, to_ask=_with(interview.to_ask, fact.question))


def _with(questions: tuple[str, ...], question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*questions, question)))
