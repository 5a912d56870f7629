"""What today's plan asks that flash cannot see: asked for at the end of the day's last session."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.plan import Activity
from flashcards.core.preparation.plan.progress import plan_progress
from flashcards.core.selection import EVERYTHING
from flashcards.core.study_day import Moment
from flashcards.errors.plans import BrokenPlan, InvalidPlan
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import PlanNow, plan_within
from flashcards.services.preparation.exercises import offered
from flashcards.services.preparation.today import Today
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.database import properties
from flashcards.storage.projection.queue import skills_to_rate

_MOCK: Final = "mock"
_ASKED: Final = "asked_unseen"
"""The study day on which this machine asked last: no history, so no fact."""


@dataclass(frozen=True, slots=True)
class UnseenActivity:
    """An activity of the plan that nothing ticks, and how often today still has it."""

    activity: Activity
    count: int


def unseen_today(collection: Collection, moment: Moment) -> tuple[UnseenActivity, ...]:
    """What today still has of such activities; nothing while flash itself has something to ask."""
    with reading_work(collection, moment) as work:
        if work.standing.plan is None or properties.said(work.connection, _ASKED) == _day(work):
            return ()
        if todays_queue(work, ReviewOptions()).is_ready(moment.now):
            return ()
        if skills_to_rate(work.connection, EVERYTHING, work.today):
            return ()
        return tuple(_found(work))


def unseen_of(collection: Collection, moment: Moment, day: Today) -> tuple[UnseenActivity, ...]:
    """The same of a day that is known already."""
    if day.plan is None or day.due.ready or day.due.skills or day.exercise is not None:
        return ()
    with reading_work(collection, moment) as work:
        if properties.said(work.connection, _ASKED) == _day(work):
            return ()
    return tuple(_open(day.plan.now, day.due.study_day))


def say_asked(collection: Collection, moment: Moment) -> None:
    """Ask no more on this study day."""
    with writing_work(collection, moment) as work:
        properties.say(work.connection, _ASKED, _day(work))


def _found(work: Work) -> Iterator[UnseenActivity]:
    try:
        now = plan_within(work)
    except (BrokenPlan, InvalidPlan):  # of a later version: `flash plan` says so
        return
    if now is not None and offered(work, now) is None:
        yield from _open(now, work.today)


def _open(now: PlanNow, today: date) -> Iterator[UnseenActivity]:
    """What of today's share nothing ticks."""
    planned = _planned(now, today)
    for one in now.standing.activities:
        is_unseen = one.activity.ticked_by is None and one.activity.kind != _MOCK
        if is_unseen and one.today and one.activity.id in planned:
            yield UnseenActivity(one.activity, one.today)


def _planned(now: PlanNow, today: date) -> set[str]:
    """What the day began with: minutes left over would make more of it, which nobody was told."""
    began = plan_progress(now.standing.plan, now.followed.at_the_start_of(today), today)
    return {one.activity.id for one in began.activities if one.today}


def _day(work: Work) -> str:
    return work.today.isoformat()
