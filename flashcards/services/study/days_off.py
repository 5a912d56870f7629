"""Days on which nothing is studied: breaks, weekdays off, and those before and of interviews."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.time_used import calendar_of
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.standing import Standing
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.followed_plan import plan_in

_DAY = timedelta(days=1)


def days_off(held: Standing, calendar: Calendar, days: tuple[date, date]) -> frozenset[date]:
    """Those from one day to another that the calendar, an interview or the plan keeps free."""
    held_on = {one.on for one in held.interviews if one.is_open}
    every = [days[0] + number * _DAY for number in range((days[1] - days[0]).days + 1)]
    free = (day for day in every if not calendar.share(day) or {day, day + _DAY} & held_on)
    return frozenset(free) | frozenset(_of_plan(held.plan, every))


def _of_plan(followed: FollowedPlan | None, days: Iterable[date]) -> Iterator[date]:
    """The days on which nothing is planned; none without a plan, or with one of a later version."""
    if followed is None:
        return
    try:
        plan = plan_in(followed.text, followed.name)
    except (BrokenPlan, InvalidPlan):
        return
    span = calendar_of(followed)
    yield from (day for day in days if span.rests(day, plan))
