"""How much of a plan is done, in its own minutes, and what it asked for up to a day."""

from dataclasses import replace
from datetime import date

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import Activity, Plan
from flashcards.core.preparation.plan.progress import PhaseProgress, PlanProgress, plan_progress


@dataclass(frozen=True, slots=True)
class Coverage:
    """Minutes of a plan's activities: of all, done, asked for before a day, and of those done.

    `today_minutes` is what it asks for on the day, in `today_count` activities.
    """

    minutes: int
    done: int
    asked: int
    asked_done: int
    today_minutes: int
    today_count: int

    @property
    def share(self) -> float:
        """How much of the plan is done, from 0 to 1."""
        return self.done / self.minutes


def coverage(plan: Plan, followed: FollowedPlan, today: date) -> Coverage | None:
    """How much is done by the end of a day; None before the plan was started."""
    if today < followed.started_on:
        return None
    up_to_today = replace(
        followed,
        ticks=tuple(tick for tick in followed.ticks if tick.on <= today),
        mocks=tuple(mock for mock in followed.mocks if mock.on <= today),
        observed=tuple(one for one in followed.observed if one.on <= today),
    )
    found = plan_progress(plan, up_to_today, today)
    done = [(one.activity, min(one.done, one.activity.total)) for one in found.activities]
    due = [_due(one.activity, found.phases[one.phase], found) for one in found.activities]
    return Coverage(
        minutes=sum(activity.minutes * activity.total for activity, _ in done),
        done=sum(activity.minutes * count for activity, count in done),
        asked=sum(one.activity.minutes * n for one, n in zip(found.activities, due, strict=True)),
        asked_done=sum(a.minutes * min(count, n) for (a, count), n in zip(done, due, strict=True)),
        today_minutes=sum(one.activity.minutes * one.today for one in found.activities),
        today_count=sum(one.today for one in found.activities),
    )


def _due(activity: Activity, phase: PhaseProgress, found: PlanProgress) -> int:
    """How often an activity was asked for by yesterday, its number spread evenly over its days."""
    days = [day for day in phase.days if not found.span.rests(day, found.plan)]
    over = sum(day < found.today for day in days)
    return activity.total * over // len(days) if days else 0
