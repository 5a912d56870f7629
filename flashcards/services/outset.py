"""What a look ahead goes out from: cards, habits and limits as they are today."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from flashcards.core.card import CardId
from flashcards.core.memory import Model, usual_habits
from flashcards.core.pace import counted_ms
from flashcards.core.queue import Limits
from flashcards.core.schedule import Schedule
from flashcards.core.selection import Selection
from flashcards.core.simulation.forecast import Allowance, Outset, Prospect
from flashcards.core.simulation.habits import Graded, answers_of, habits_of
from flashcards.core.spread import Calendar
from flashcards.services.collection import Collection
from flashcards.services.limits import day_limits, ms_left
from flashcards.services.policies import policy_of, standing
from flashcards.storage import forecast as stored
from flashcards.storage.counts import deck_limits, deck_of_cards
from flashcards.storage.database import Connection
from flashcards.storage.lineage import living_continuations
from flashcards.storage.spent import spent_on

_MS_A_MINUTE = 60_000


def prospects(
    connection: Connection, collection: Collection, selection: Selection, today: date
) -> list[Prospect]:
    """The cards that a daily review comes to, in deck order; one buried today is due tomorrow."""
    policy = policy_of(connection, collection)
    found = enumerate(stored.asked_cards(connection, selection))
    return [
        Prospect(
            one.card,
            one.deck,
            policy.overridden(one.overrides),
            _unburied(one.schedule, today),
            position,
        )
        for position, one in found
    ]


def outset(connection: Connection, collection: Collection, today: date) -> Outset:
    """The learner's habits, what is left of today, and what later days take."""
    settings, decided = collection.settings, standing(connection)
    left, minutes = day_limits(connection, collection, today), settings.minutes_per_day
    spent = Counter[CardId]() if minutes is None else spent_on(connection, today)
    of_new, of_reviews = deck_limits(connection)
    return Outset(
        today,
        Model(decided.parameters),
        habits_of(answers_of(_graded(connection)), usual_habits()),
        Allowance(
            left.new,
            left.reviews,
            None if minutes is None else ms_left(minutes, spent) / _MS_A_MINUTE,
        ),
        Allowance(
            Limits(settings.new_per_day, of_new),
            Limits(settings.reviews_per_day, of_reviews),
            minutes,
        ),
        Calendar(easy_days=settings.easy_days, breaks=decided.breaks),
    )


def _graded(connection: Connection) -> Iterator[Graded]:
    """All answers that count, under the ids that their cards have now."""
    now = living_continuations(connection)
    decks = deck_of_cards(connection)
    for card, rating, duration_ms, steps_follow in stored.given_answers(connection):
        living = now.get(card, card)
        _, limit_s = decks.get(living, (None, None))
        took_ms = None if duration_ms is None else counted_ms(duration_ms, limit_s)
        yield Graded(living, rating, took_ms, steps_follow)


def _unburied(schedule: Schedule, today: date) -> Schedule:
    tomorrow = today + timedelta(days=1)
    if schedule.buried_on != today or schedule.due_on is None:
        return schedule
    return replace(schedule, due_on=max(schedule.due_on, tomorrow))
