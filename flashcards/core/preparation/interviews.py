"""The cycle: real interviews as the facts give them, and what each asks for on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from flashcards.core.log import Fact, counting
from flashcards.core.preparation.facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    Offered,
)
from flashcards.core.preparation.reckoning import months_after
from flashcards.core.stamp import FactId

InterviewFact = InterviewSet | InterviewHeld | InterviewAsked | InterviewRemoved | Offered

KINDS: Final = (InterviewSet, InterviewHeld, InterviewAsked, InterviewRemoved, Offered)
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

    `asked` are the questions they asked, `to_ask` those to ask them, in the order noted.
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
    said = [fact for fact in counting(facts) if isinstance(fact, KINDS)]
    said.sort(key=_place)
    sets: dict[FactId, InterviewSet | InterviewRemoved] = {}
    for fact in said:
        if isinstance(fact, InterviewSet):
            sets[fact.interview or fact.stamp.id] = fact
        elif isinstance(fact, InterviewRemoved):
            sets[fact.interview] = fact
    begun = {fact.stamp.id for fact in said if _begins(fact)}
    ranks = {f.company.casefold(): f.rank for f in said if isinstance(f, InterviewSet)}
    standing = (_interview(id_, one, ranks) for id_, one in sets.items() if id_ in begun)
    found = {one.id: one for one in standing if one is not None}
    for fact in said:
        if isinstance(fact, (InterviewHeld, InterviewAsked, Offered)) and fact.interview in found:
            found[fact.interview] = _told(found[fact.interview], fact)
    return tuple(sorted(found.values(), key=_when))


def ahead(interviews: Iterable[Interview], today: date) -> tuple[Interview, ...]:
    """Those that are today or later, the next one first."""
    return tuple(one for one in interviews if one.is_ahead(today))


def rest_days(interviews: Iterable[Interview], today: date) -> frozenset[date]:
    """The days from today on that come before an interview, and are no interview day."""
    to_come = ahead(interviews, today)
    held_on = {one.on for one in to_come}
    return frozenset(one.rest_on for one in to_come if one.rest_on >= today) - held_on


def _begins(fact: Fact) -> bool:
    return isinstance(fact, InterviewSet) and fact.interview is None


def _place(fact: InterviewFact) -> tuple[int, FactId]:
    return fact.stamp.clock, fact.stamp.id


def _when(interview: Interview) -> tuple[date, FactId]:
    return interview.on, interview.id


def _interview(
    id_: FactId, fact: InterviewSet | InterviewRemoved, ranks: dict[str, str]
) -> Interview | None:
    if isinstance(fact, InterviewRemoved):
        return None
    rank = _rank(ranks[fact.company.casefold()])
    return Interview(id_, fact.company, fact.round, fact.on, rank)


def _rank(said: str) -> Rank:
    """The rank; one of a later version counts as ordinary."""
    return Rank(said) if said in set(Rank) else Rank.ORDINARY


def _told(interview: Interview, fact: InterviewHeld | InterviewAsked | Offered) -> Interview:
    match fact:
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
