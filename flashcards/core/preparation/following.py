"""The plan that is followed, as the facts of the preparation tell it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flashcards.core.log import Fact, counting
from flashcards.core.preparation import interviews
from flashcards.core.preparation.facts import (
    MockBegun,
    MockEnded,
    MockMarked,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
)
from flashcards.core.preparation.interviews import Interview, Rank
from flashcards.core.stamp import FactId

KINDS: Final = (
    *(PlanStarted, PlanMoved, PlanTicked, PlanStopped),
    *(MockBegun, MockMarked, MockEnded),
    *interviews.KINDS,
)
"""The facts that say how far a plan is."""

_SECONDS_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class MockTaken:
    """A mock interview that came to its end, and the minutes its clock ran."""

    form: str
    on: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Following:
    """A plan that was started and not stopped: its text, its days, and what was done.

    `mocks` are those ended since it was started, `interviews` all that lie ahead of its start.
    """

    id: FactId
    name: str
    text: str
    started_on: date
    interview_on: date
    minutes_a_day: int
    ticks: tuple[PlanTicked, ...] = ()
    mocks: tuple[MockTaken, ...] = ()
    interviews: tuple[Interview, ...] = ()

    def ticked(self, on: date | None = None) -> Mapping[str, int]:
        """How often each activity was ticked, in all or on a day; never below nought."""
        counts = Counter[str]()
        for tick in self.ticks:
            if on in {None, tick.on}:
                counts[tick.activity] += tick.count
        return {activity: max(0, count) for activity, count in counts.items()}


def following(facts: Iterable[Fact]) -> Following | None:
    """The plan that is followed: the one started last, unless it was stopped; else None."""
    every = list(facts)
    said = sorted(counting(every), key=lambda fact: (fact.stamp.clock, fact.stamp.id))
    started = [fact for fact in said if isinstance(fact, PlanStarted)]
    if not started:
        return None
    plan = started[-1]
    about = (PlanMoved, PlanTicked, PlanStopped)
    own = [fact for fact in said if isinstance(fact, about) and fact.plan == plan.stamp.id]
    if any(isinstance(fact, PlanStopped) for fact in own):
        return None
    moved = [fact.interview_on for fact in own if isinstance(fact, PlanMoved)]
    held = interviews.cycle(every)
    return Following(
        plan.stamp.id,
        plan.name,
        plan.text,
        plan.started_on,
        moved[-1] if moved else plan.interview_on,
        plan.minutes_a_day,
        tuple(fact for fact in own if isinstance(fact, PlanTicked)),
        tuple(one for one in mocks_taken(said) if one.on >= plan.started_on),
        tuple(one for one in held if one.on >= plan.started_on),
    )


def mocks_taken(facts: Iterable[Fact]) -> list[MockTaken]:
    """The mock interviews that were ended, in the order in which they began."""
    said = list(facts)
    ended = {fact.mock for fact in said if isinstance(fact, MockEnded)}
    seconds: dict[FactId, dict[int, int]] = {}
    for fact in said:
        if isinstance(fact, MockMarked):
            clock = seconds.setdefault(fact.mock, {})
            clock[fact.item] = max(clock.get(fact.item, 0), fact.seconds)
    return [
        MockTaken(
            fact.form,
            fact.on,
            sum(seconds.get(fact.stamp.id, {}).values()) // _SECONDS_A_MINUTE,
        )
        for fact in said
        if isinstance(fact, MockBegun) and fact.stamp.id in ended
    ]


def interview_to_plan_for(facts: Iterable[Fact], today: date) -> date | None:
    """The day that a plan aims at: the next favourite's, or else the last one ahead."""
    ahead = [one for one in interviews.ahead(interviews.cycle(facts), today) if one.on > today]
    favourites = [one.on for one in ahead if one.rank is Rank.FAVOURITE]
    days = favourites[:1] or [one.on for one in ahead][-1:]
    return days[0] if days else None
