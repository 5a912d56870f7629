"""The plan that is followed: what was started, moved, ticked and stopped, as one value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.log.facts import Fact
from flashcards.core.log.lineage import Order
from flashcards.core.log.order import came_about
from flashcards.core.log.preparation_facts import PlanMoved, PlanStarted, PlanStopped, PlanTicked
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.interviews.interviews import Interview, Rank, ahead
from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.preparation.mock.results import is_whole, shorter
from flashcards.core.preparation.plan.automatic_ticks import Observed
from flashcards.core.preparation.plan.plan import Activity

_SECONDS_A_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class MockTaken:
    """A mock interview that was ended, and the minutes its clock ran; only a whole one counts.

    `short_minutes` is the length of one that was begun shorter than its form is, else None; `act`
    is the fact that began it.
    """

    form: str
    on: date
    minutes: int
    is_whole: bool = True
    short_minutes: int | None = None
    act: FactId | None = field(default=None, compare=False)

    def is_for(self, activity: Activity) -> bool:
        """Whether it is such a mock, and as long as that activity or as its form usually is."""
        if activity.form != self.form or not self.is_whole:
            return False
        return self.short_minutes is None or self.short_minutes >= activity.minutes


@dataclass(frozen=True, slots=True)
class StartedPlan:
    """A plan that was started: its text, the day it aims at now, and what was done of it.

    `stopped_on` are the days on which it was stopped; a plan with any is not followed.
    """

    id: FactId
    came_about: Order
    name: str
    text: str
    started_on: date
    interview_on: date
    minutes_a_day: int
    ticks: tuple[PlanTicked, ...] = ()
    stopped_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowedPlan:
    """A plan that was started and not stopped: its text, its days, and what was done.

    `ticks` and `mocks` begin with the plan that it goes on with,
    `interviews` are all that lie ahead of its start; `observed` is what ticks by itself. What was
    done counts from `since` on, by default from the start.
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
    observed: tuple[Observed, ...] = ()
    since: date | None = None

    def ticked(self, on: date | None = None) -> Mapping[str, int]:
        """How often each activity was ticked by hand, in all or on a day; never below nought."""
        counts = Counter[str]()
        for tick in self.ticks:
            if on in {None, tick.on}:
                counts[tick.activity] += tick.count
        return {activity: max(0, count) for activity, count in counts.items()}

    def at_the_start_of(self, day: date) -> "FollowedPlan":
        """As it stood before anything was done on a day."""
        return replace(
            self,
            ticks=tuple(one for one in self.ticks if one.on < day),
            mocks=tuple(one for one in self.mocks if one.on < day),
            observed=tuple(one for one in self.observed if one.on < day),
        )


def plans_after(before: tuple[StartedPlan, ...], fact: Fact) -> tuple[StartedPlan, ...]:
    """The plans after one more fact, later than all others; one about none changes nothing."""
    match fact:
        case PlanStarted():
            days = fact.started_on, fact.interview_on
            said = fact.name, fact.text, *days, fact.minutes_a_day
            return (*before, StartedPlan(fact.stamp.id, came_about(fact), *said))
        case PlanMoved() | PlanTicked() | PlanStopped():
            return tuple(_with(one, fact) if one.id == fact.plan else one for one in before)
        case _:
            return before


def followed_plan(
    plans: tuple[StartedPlan, ...], mocks: Iterable[Mock], interviews: Iterable[Interview]
) -> FollowedPlan | None:
    """The plan that is followed: the one started last, unless it was stopped; else None."""
    if not plans or plans[-1].stopped_on:
        return None
    plan, taken_over = plans[-1], _taken_over(plans)
    since = min(one.started_on for one in taken_over)
    return FollowedPlan(
        plan.id,
        plan.name,
        plan.text,
        plan.started_on,
        plan.interview_on,
        plan.minutes_a_day,
        tuple(tick for one in taken_over for tick in one.ticks),
        tuple(one for one in mocks_taken(mocks) if one.on >= since),
        tuple(one for one in interviews if one.on >= plan.started_on),
        since=since,
    )


def mocks_taken(mocks: Iterable[Mock]) -> list[MockTaken]:
    """The mock interviews that were ended, in the order in which they began."""
    return [_taken(one) for one in mocks if one.ended]


def interview_to_plan_for(interviews: Iterable[Interview], today: date) -> date | None:
    """What a plan aims at: the next favourite's day, or else the last ahead; no warm-up's."""
    to_come = [
        one for one in ahead(interviews, today) if one.on > today and one.rank is not Rank.WARM_UP
    ]
    favourites = [one.on for one in to_come if one.rank is Rank.FAVOURITE]
    days = favourites[:1] or [one.on for one in to_come][-1:]
    return days[0] if days else None


def better_day(interviews: Iterable[Interview], plan_on: date, today: date) -> date | None:
    """The day to move a plan to: a favourite's, or a later one's than the plan's; else None.

    An ordinary round before the plan's day is on the way to it: nothing is to be moved.
    """
    noted = tuple(interviews)
    favourites = {one.on for one in ahead(noted, today) if one.rank is Rank.FAVOURITE}
    aim = interview_to_plan_for(noted, today)
    if aim is None or aim == plan_on or plan_on in favourites:
        return None
    return aim if aim in favourites or aim > plan_on else None


def is_unnoted(interviews: Iterable[Interview], plan_on: date, today: date) -> bool:
    """Whether rounds are noted, the plan's own day is none of theirs, and it is to stay."""
    noted = tuple(interviews)
    if not noted or plan_on < today or better_day(noted, plan_on, today) is not None:
        return False
    return all(one.on != plan_on for one in noted)


def _with(plan: StartedPlan, fact: PlanMoved | PlanTicked | PlanStopped) -> StartedPlan:
    match fact:
        case PlanMoved():
            return replace(plan, interview_on=fact.interview_on)
        case PlanTicked():
            return replace(plan, ticks=(*plan.ticks, fact))
        case PlanStopped():
            return replace(plan, stopped_on=(*plan.stopped_on, fact.on))


def _taken_over(plans: tuple[StartedPlan, ...]) -> list[StartedPlan]:
    """The plans whose ticks and mocks count for the last one, in order; it is the last of them.

    A plan goes on in one that is started, towards the same day, on the day it is stopped.
    """
    found = [plans[-1]]
    for before in reversed(plans[:-1]):
        goes_on = found[0].started_on in before.stopped_on
        if not goes_on or before.interview_on != found[0].interview_on:
            break
        found.insert(0, before)
    return found


def _taken(mock: Mock) -> MockTaken:
    short = shorter(mock)
    minutes = None if short is None else short[0] // _SECONDS_A_MINUTE
    ran = _seconds(mock) // _SECONDS_A_MINUTE
    return MockTaken(mock.form, mock.on, ran, is_whole(mock), minutes, mock.id)


def _seconds(mock: Mock) -> int:
    return sum(question.used_s for question in mock.questions)
