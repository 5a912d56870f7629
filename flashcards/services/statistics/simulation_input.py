"""What a look ahead goes out from: cards, habits and limits as they are today."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from flashcards.core.card import CardId
from flashcards.core.memory.fsrs_model import Model, usual_habits
from flashcards.core.memory.habits import Graded, grade_counts, habits_of
from flashcards.core.schedule import Schedule
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.simulation.imagined import Imagined
from flashcards.core.simulation.input import (
    DatesAhead,
    ForecastCard,
    SimulationInput,
    TodaysLoad,
)
from flashcards.core.study.answer_time import COUNTED_MS, most_ms
from flashcards.core.study.held_back import HoldingReason
from flashcards.services.study.answer_times import answer_times
from flashcards.services.study.day_limits import day_limits, later_limits
from flashcards.services.study.queue import TodaysQueue, todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.counts import limits_of_answered
from flashcards.storage.read_models import forecast as stored
from flashcards.storage.read_models.time_spent import own_times

_MS_A_SECOND = 1_000
_LIMITS = {HoldingReason.MINUTES, HoldingReason.REVIEWS}


def prospects(work: Work, selection: Selection) -> list[ForecastCard]:
    """The cards that a daily review comes to, in deck order; one buried today is due tomorrow."""
    policy, today = work.policy(), work.today
    found = list(stored.asked_cards(work.connection, selection))
    siblings = Counter(one.source for one in found)
    own = own_times(work.connection, [one.card for one in found if one.limit_s])
    return [
        ForecastCard(
            one.card,
            one.deck,
            policy.overridden(one.overrides),
            _unburied(one.schedule, today),
            position,
            one.source if siblings[one.source] > 1 else None,
            own[one.card] / _MS_A_SECOND if own.get(one.card) else one.limit_s,
        )
        for position, one in enumerate(found)
    ]


def simulation_input(work: Work, selection: Selection = EVERYTHING) -> SimulationInput:
    """The learner's habits, what today asks of the selection, and what later days take."""
    decided, settings = work.decisions, work.collection.settings
    queue = todays_queue(work, ReviewOptions(selection))
    return SimulationInput(
        work.today,
        Model(decided.parameters),
        habits_of(grade_counts(_graded(work.connection)), usual_habits()),
        day_limits(work),
        later_limits(work),
        Calendar(easy_days=settings.easy_days, breaks=decided.breaks),
        settings.sibling_days,
        _todays(work, queue),
        _dates(queue),
    )


def _todays(work: Work, queue: TodaysQueue) -> TodaysLoad:
    asked = (*queue.asked_due, *queue.asked_new)
    minutes = queue.minutes(answer_times(work.connection, asked))
    limited = sum(one.why in _LIMITS for one in queue.held)
    return TodaysLoad(frozenset(one.card for one in asked), minutes, limited)


def _dates(queue: TodaysQueue) -> Callable[[Mapping[CardId, Imagined]], DatesAhead] | None:
    """What the dates of the queue ask of imagined cards; None without any."""
    if not queue.deadline_queues:
        return None
    from flashcards.core.deadline.imagined_dates import ImaginedDates

    return partial(ImaginedDates, tuple(one.task for one in queue.deadline_queues))


def _graded(connection: Connection) -> Iterator[Graded]:
    """All answers of memory that count, under the ids that their cards have now."""
    now = living_continuations(connection)
    limits = limits_of_answered(connection)
    # An answer to a slow card is none of these.
    most = {card: None if one.is_slow else most_ms(s) for card, (one, s) in limits.items()}
    for card, rating, duration_ms, steps_follow in stored.given_answers(connection):
        living = now.get(card, card)
        most_counted_ms = most.get(living, COUNTED_MS)
        if most_counted_ms is None:
            continue
        if duration_ms is not None and duration_ms > most_counted_ms:
            duration_ms = most_counted_ms  # noqa: PLW2901 - what counts of it
        yield living, rating, duration_ms, steps_follow


def _unburied(schedule: Schedule, today: date) -> Schedule:
    tomorrow = today + timedelta(days=1)
    if schedule.buried_on != today or schedule.due_on is None:
        return schedule
    return replace(schedule, due_on=max(schedule.due_on, tomorrow))
