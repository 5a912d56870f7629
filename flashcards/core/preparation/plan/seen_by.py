"""By when a plan wants new cards to be seen: what is at the core of an area in its own weeks."""

from datetime import date, timedelta
from typing import Final

from flashcards.core.preparation.plan.calendar import PlanCalendar
from flashcards.core.preparation.plan.plan import Plan

CORE: Final = "core"
"""The tag of cards that their area begins with; all others have until the cutoff."""


def core_seen_by(plan: Plan, span: PlanCalendar, deck: str, area: str) -> date | None:
    """The last day of the first weeks that are about a deck; None where none are."""
    for phase in plan.phases:
        if phase.is_about(deck, area):
            return span.begin_of(phase.last_week + 1, plan.weeks) - timedelta(days=1)
    return None
