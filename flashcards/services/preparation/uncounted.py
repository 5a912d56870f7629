"""What was done before the plan began, and so does not count for it."""

from datetime import date
from typing import NamedTuple

from flashcards.core.preparation.plan.followed import mocks_taken
from flashcards.core.preparation.plan.plan import Plan
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.followed_plan import plan_in
from flashcards.services.practice import was_answered_before
from flashcards.services.work import Work, reading_work


class Before(NamedTuple):
    """Whether answers and mocks that the plan asks for lie before `since`, its first day."""

    since: date
    answers: bool = False
    mocks: bool = False


def before_plan(collection: Collection, moment: Moment) -> Before:
    """What lies before the plan that is followed; nothing where none is."""
    with reading_work(collection, moment) as work:
        followed = work.standing.plan
        if followed is None:
            return Before(work.today)
        plan = plan_in(followed.text, followed.name)
        since = followed.since or followed.started_on
        answers = was_answered_before(work.connection, plan, since)
        return Before(since, answers, _has_mock_before(work, plan, since))


def _has_mock_before(work: Work, plan: Plan, since: date) -> bool:
    earlier = [one for one in mocks_taken(work.standing.mocks) if one.on < since]
    return any(mock.is_for(one) for mock in earlier for one in plan.activities.values())
