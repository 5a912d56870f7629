"""What was ticked of a plan, by hand or because flash saw it, and the minutes it took."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Final

from flashcards.core.preparation.interviews.interviews import Outcome
from flashcards.core.preparation.plan.automatic_ticks import Observed, automatic_ticks
from flashcards.core.preparation.plan.calendar import PlanCalendar, minutes_for_activities
from flashcards.core.preparation.plan.followed import FollowedPlan, MockTaken
from flashcards.core.preparation.plan.plan import Plan

MS_A_MINUTE: Final = 60_000


def calendar_of(followed: FollowedPlan) -> PlanCalendar:
    """The days of a followed plan, and the other interviews on the way that are kept free."""
    held = (one for one in followed.interviews if one.outcome is not Outcome.WITHDRAWN)
    on_the_way = (one.on for one in held if one.on < followed.interview_on)
    return PlanCalendar(followed.started_on, followed.interview_on, frozenset(on_the_way))


def ticks_seen(plan: Plan, followed: FollowedPlan) -> Mapping[str, Sequence[Observed]]:
    """What ticked each activity by itself."""
    span = calendar_of(followed)
    return automatic_ticks(plan, span, followed.observed, followed.ticked())


def mocks_counted(
    plan: Plan, followed: FollowedPlan, seen: Mapping[str, int]
) -> Mapping[str, Sequence[MockTaken]]:
    """The mocks that each activity counts besides what was ticked or seen, as far as it is open.

    The first activity of a form takes them first.
    """
    left, ticked = list(followed.mocks), followed.ticked()
    found: dict[str, list[MockTaken]] = {}
    for one in plan.activities.values():
        open_ = max(0, one.total - ticked.get(one.id, 0) - seen.get(one.id, 0))
        if taken := [mock for mock in left if mock.is_for(one)][:open_]:
            found[one.id] = taken
            for mock in taken:
                left.remove(mock)
    return found


def minutes_on(today: date, plan: Plan, followed: FollowedPlan) -> int:
    """What is left of today's minutes for activities, after those ticked and the mocks."""
    used = minutes_ticked(plan, followed, today) + minutes_in_mocks(followed, today)
    used += sum(minutes for _, minutes in _minutes_seen(plan, followed, today, today))
    return max(0, minutes_for_activities(followed.minutes_a_day) - used)


def minutes_ticked(plan: Plan, followed: FollowedPlan, day: date) -> int:
    """The minutes ticked by hand on a day; those said, else what the plan gives the activity."""
    return max(0, sum(minutes for _, minutes in _minutes(plan, followed, day, day)))


def minutes_in_mocks(followed: FollowedPlan, day: date) -> int:
    """The minutes that the clocks of a day's mock interviews ran."""
    return sum(one.minutes for one in followed.mocks if one.on == day)


def minutes_by_kind(plan: Plan, followed: FollowedPlan, first: date, last: date) -> dict[str, int]:
    """The minutes ticked from one day to another, by hand or not, by kind of activity."""
    found: dict[str, int] = {}
    span = (plan, followed, first, last)
    for kind, minutes in chain(_minutes(*span), _minutes_seen(*span)):
        found[kind] = found.get(kind, 0) + minutes
    return {kind: max(0, minutes) for kind, minutes in found.items()}


def _minutes(
    plan: Plan, followed: FollowedPlan, first: date, last: date
) -> Iterator[tuple[str, int]]:
    by_id = plan.activities
    for tick in followed.ticks:
        activity = by_id.get(tick.activity)
        if activity is not None and first <= tick.on <= last:
            usual = activity.minutes * tick.count
            yield activity.kind, usual if tick.minutes is None else tick.minutes


def _minutes_seen(
    plan: Plan, followed: FollowedPlan, first: date, last: date
) -> Iterator[tuple[str, int]]:
    by_id = plan.activities
    for name, ticks in ticks_seen(plan, followed).items():
        ms = sum(one.ms for one in ticks if first <= one.on <= last)
        yield by_id[name].kind, round(ms / MS_A_MINUTE)
