"""What a session has ticked in the plan, said at its end."""

from typing import TYPE_CHECKING

from flashcards.cli.terminal.messages import say
from flashcards.core.study.session import Session
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection

if TYPE_CHECKING:
    from flashcards.services.followed_plan import PlanNow


def say_ticked(
    collection: Collection, moment: Moment, session: Session, plan: "PlanNow | None" = None
) -> None:
    """Say which activities of the plan its answers have ticked; nothing without answers.

    `plan` is the plan as it stands, where that is known.
    """
    if not session.answered:
        return
    from flashcards.errors.plans import BrokenPlan, InvalidPlan
    from flashcards.services.followed_plan import plan_now
    from flashcards.views.preparation.plan import watched_lines

    try:
        for line in watched_lines(plan or plan_now(collection, moment), session):
            say(line)
    except (BrokenPlan, InvalidPlan):  # of a later version: `flash plan` says so
        return
