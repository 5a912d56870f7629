"""All due days moved to where memory alone would have them, as facts."""

from datetime import date
from functools import cache
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.stamp import FactId
from flashcards.core.memory.fsrs_model import Model, ideal_day
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.services.log.reschedule import Moves, move
from flashcards.services.work import Work
from flashcards.storage.projection.due_days import in_review

_WHY: Final = "optimize"


def move_to_ideal_days(work: Work, act: FactId | None) -> None:
    """Set the due day of every card in review whose own is another; days gone by become today.

    What is due now and would be is left as it is. `act` is the fact that this is part of, if any;
    else the first due day set begins an act.
    """
    move(work, Moves(_ideal_days(work), _WHY, act))


def _ideal_days(work: Work) -> dict[CardId, date]:
    """The cards that are to be due on another day, and that day."""
    decided, today = work.decisions, work.today
    calendar = Calendar(easy_days=work.collection.settings.easy_days, breaks=decided.breaks)
    model = Model(decided.parameters)
    policy = cache(work.policy)
    found: dict[CardId, date] = {}
    for card, schedule, overrides in in_review(work.connection):
        ideal = ideal_day(card, schedule, policy(overrides), model, calendar) or today
        day = max(ideal, today)
        if day != max(schedule.due_on or today, today):
            found[card] = day
    return found
