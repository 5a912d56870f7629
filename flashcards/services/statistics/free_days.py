"""The days that flash itself left free: breaks, days off, interviews, and the plan's rest days."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.standing import Standing
from flashcards.services.work import Work

_DAY = timedelta(days=1)


def free_days(work: Work, studied: Collection[date]) -> frozenset[date]:
    """Those from the first day studied up to today: who rests on them breaks no streak."""
    first = min(studied, default=work.today)
    held, settings = work.standing, work.collection.settings
    calendar = Calendar(easy_days=settings.easy_days, breaks=held.decisions.breaks)
    every = [first + number * _DAY for number in range((work.today - first).days + 1)]
    free = {day for day in every if not calendar.share(day)}
    return frozenset(free.union(_around_interviews(held), _of_plans(held, every)))


def _around_interviews(held: Standing) -> Iterator[date]:
    """The day of each round that was not withdrawn, and the day before."""
    if not held.rounds:
        return
    from flashcards.core.preparation.interviews.interviews import Outcome

    for one in held.interviews:
        if one.outcome is not Outcome.WITHDRAWN:
            yield from (one.rest_on, one.on)


def _of_plans(held: Standing, days: Collection[date]) -> Iterator[date]:
    """The rest days of each plan while it was followed; none of one of a later version."""
    if not held.plans:
        return
    from flashcards.core.preparation.plan.calendar import PlanCalendar
    from flashcards.errors.plans import BrokenPlan, InvalidPlan
    from flashcards.services.followed_plan import plan_in

    for one in held.plans:
        try:
            plan = plan_in(one.text, one.name)
        except (BrokenPlan, InvalidPlan):
            continue
        span = PlanCalendar(one.started_on, one.interview_on)
        last = min(one.interview_on, max(one.stopped_on, default=one.interview_on))
        yield from (day for day in days if one.started_on <= day <= last and span.rests(day, plan))
