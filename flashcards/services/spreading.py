"""The due day of an answer, chosen when it is given: in its range, where there is least to do."""

from dataclasses import replace
from datetime import date, timedelta

from flashcards.core.known_card import KnownCard
from flashcards.core.replay import Outcome
from flashcards.core.schedule import Schedule
from flashcards.core.spread import Calendar, balanced_day
from flashcards.services.collection import Collection
from flashcards.services.policies import standing
from flashcards.storage.counts import cards_due
from flashcards.storage.database import Connection
from flashcards.storage.queue import siblings_due


def calendar(connection: Connection, collection: Collection, days: tuple[date, date]) -> Calendar:
    """What is known of the days from the first to the last."""
    breaks = standing(connection).breaks
    return Calendar(cards_due(connection, *days), collection.settings.easy_days, breaks)


def spread(
    connection: Connection, collection: Collection, known: KnownCard, found: Outcome
) -> Schedule:
    """The outcome of an answer with the due day chosen; days near a sibling's are avoided."""
    if found.days is None or found.days[0] == found.days[1]:
        return found.schedule
    ahead = calendar(connection, collection, found.days)
    near = siblings_due(connection, known.card)
    gap = collection.settings.sibling_days
    apart = {day + timedelta(days=off) for day in near for off in range(1 - gap, gap)}
    due_on = balanced_day(found.days, ahead, apart, known.card.id, found.schedule.reps)
    return replace(found.schedule, due_on=due_on)
