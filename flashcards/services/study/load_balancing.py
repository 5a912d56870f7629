"""The due day of an answer, chosen when it is given: in its range, where there is least to do."""

from dataclasses import replace
from datetime import timedelta

from flashcards.core.decisions import Decisions
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule
from flashcards.core.scheduling.load_balancing import Calendar, balanced_day
from flashcards.core.scheduling.replay import ScheduleOutcome
from flashcards.core.settings import Settings
from flashcards.storage.database.engine import Connection
from flashcards.storage.projection.counts import cards_due
from flashcards.storage.projection.queue import siblings_due


def spread(
    connection: Connection,
    settings: Settings,
    decided: Decisions,
    known: KnownCard,
    found: ScheduleOutcome,
) -> Schedule:
    """The outcome of an answer with the due day chosen; days near a sibling's are avoided."""
    if found.days is None or found.days[0] == found.days[1]:
        return found.schedule
    ahead = Calendar(cards_due(connection, *found.days), settings.easy_days, decided.breaks)
    gap = settings.sibling_days
    near = siblings_due(connection, known.card) if gap else ()
    apart = {day + timedelta(days=off) for day in near for off in range(1 - gap, gap)}
    due_on = balanced_day(found.days, ahead, apart, known.card.id, found.schedule.reps)
    return replace(found.schedule, due_on=due_on)
