"""Plans for tests: those that come with flash, small ones of one's own, and followed ones."""

from datetime import date, timedelta
from typing import Any

from histories import BEGIN, stamp

from flashcards.core.log.preparation_facts import PlanMoved, PlanStarted, PlanStopped, PlanTicked
from flashcards.core.log.stamp import FactId, Stamp
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import Plan, plan_of
from flashcards.storage.files.plan_files import SHIPPED, plan_said, plan_text

MONDAY = BEGIN.date()
SHIPPED_PLANS = {name: plan_of(plan_said(plan_text(name), name), name) for name in SHIPPED}
SMALL = """\
name = "Small"
minutes_a_day = 60

[[phases]]
weeks = [1]
title = "Theory"
areas = ["maths"]
goal = "know it"
resources = ["a book"]

[[phases.activities]]
id = "aloud"
text = "Say it aloud"
kind = "theory"
a_day = 1
minutes = 20
priority = 1

[[phases.activities]]
id = "reading"
text = "Read on"
kind = "reading"
in_all = 2
minutes = 30
priority = 3

[[phases]]
weeks = [2]
title = "Coding"
areas = ["skills"]
goal = "write it"

[[phases.activities]]
id = "general"
text = "Sort something"
kind = "coding-general"
a_week = 3
minutes = 30

[[phases.activities]]
id = "ml"
text = "Fit something"
kind = "coding-ml"
a_day = 1
minutes = 30

[[phases.activities]]
id = "mock"
text = "Rehearse"
kind = "mock"
form = "coding"
in_all = 1
minutes = 45
priority = 1
"""


def small(**changes: Any) -> dict[str, Any]:
    """What the small plan says, with other values at the top."""
    return plan_said(SMALL, "small.toml") | changes


def followed(plan: Plan, days: int, *, hours: float | None = None, **said: Any) -> FollowedPlan:
    """A plan started on the first Monday, its interview so many days later."""
    minutes = plan.minutes_a_day if hours is None else round(hours * 60)
    end = MONDAY + timedelta(days=days)
    happened: dict[str, Any] = {name: tuple(facts) for name, facts in said.items()}
    return FollowedPlan(FactId("p"), plan.name, "", MONDAY, end, minutes, **happened)


def day(number: int) -> date:
    """The study day so many days after the first Monday."""
    return MONDAY + timedelta(days=number)


def started(
    number: int = 0, interview: int = 56, text: str = "", name: str = "Small"
) -> PlanStarted:
    """A plan's start, on a day, towards another."""
    here = _stamp(number)
    return PlanStarted(here, name, text, day(interview), day(number), 150)


def moved(plan: PlanStarted, number: int, interview: int) -> PlanMoved:
    """A plan's interview moved."""
    return PlanMoved(_stamp(number), plan.stamp.id, day(interview))


def ticked(
    plan: PlanStarted | str,
    number: int,
    activity: str = "aloud",
    count: int = 1,
    minutes: int | None = None,
) -> PlanTicked:
    """An activity ticked on a day."""
    identity = FactId(plan) if isinstance(plan, str) else plan.stamp.id
    return PlanTicked(_stamp(number), identity, activity, day(number), count, minutes)


def stopped(plan: PlanStarted, number: int) -> PlanStopped:
    """A plan's end."""
    return PlanStopped(_stamp(number), plan.stamp.id, day(number))


_drawn = iter(range(10**9))


def _stamp(number: int) -> Stamp:
    return stamp(
        BEGIN + timedelta(days=number),
        clock=next(_drawn),
        entropy=next(_drawn).to_bytes(10, "big"),
    )
