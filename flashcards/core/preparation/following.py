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
    MockJudged,
    MockMarked,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
)
from flashcards.core.preparation.interviews import Interview, Rank
from flashcards.core.preparation.mock.results import is_whole
from flashcards.core.preparation.mock.sitting import mocks_of
from flashcards.core.stamp import FactId

KINDS: Final = (
    *(PlanStarted, PlanMoved, PlanTicked, PlanStopped),
    *(MockBegun, MockMarked, MockJudged, MockEnded),
    *interviews.KINDS,
)
"""The facts that say how far a plan is."""

_SECONDS_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class MockTaken:
    """A mock interview that was ended, and the minutes its clock ran; only a whole one counts."""

    form: str
    on: date
    minutes: int
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Following:
    """A plan that was started and not stopped: its text, its days, and what was done.

    `ticks` and `mocks` begin with the plan that it goes on with,
    `interviews` are all that lie ahead of its start.
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
    plans = _taken_over(started, said)
    since = min(one.started_on for one in plans)
    ids = {one.stamp.id for one in plans}
    held = interviews.cycle(every)
    return Following(
        plan.stamp.id,
        plan.name,
        plan.text,
        plan.started_on,
        _aim(plan, said),
        plan.minutes_a_day,
        tuple(fact for fact in said if isinstance(fact, PlanTicked) and fact.plan in ids),
        tuple(one for one in mocks_taken(said) if one.on >= since),
        tuple(one for one in held if one.on >= plan.started_on),
    )


def _taken_over(started: list[PlanStarted], said: list[Fact]) -> list[PlanStarted]:
    """The last plan, and those before it whose ticks and mocks count for it.

    A plan goes on in one that is started, towards the same day, on the day it is stopped.
    """
    found = [started[-1]]
    for before in reversed(started[:-1]):
        stops = [f.on for f in said if isinstance(f, PlanStopped) and f.plan == before.stamp.id]
        goes_on = found[-1].started_on in stops
        if not goes_on or _aim(before, said) != found[-1].interview_on:
            break
        found.append(before)
    return found


def _aim(plan: PlanStarted, said: list[Fact]) -> date:
    """The day a plan was moved to last, or was started for."""
    moved = [f for f in said if isinstance(f, PlanMoved) and f.plan == plan.stamp.id]
    return moved[-1].interview_on if moved else plan.interview_on


def mocks_taken(facts: Iterable[Fact]) -> list[MockTaken]:
    """The mock interviews that were ended, in the order in which they began."""
    said = list(facts)
    ended = {fact.mock for fact in said if isinstance(fact, MockEnded)}
    whole = {mock.id for mock in mocks_of(said) if is_whole(mock)}
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
            fact.stamp.id in whole,
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
