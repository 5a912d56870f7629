"""What an answer does to memory, by fsrs-rs-python: for looking ahead, ranking and judging.

Schedules are made in replay.py, by py-fsrs; the two agree to four places, and this one answers
"what if" half a million times a second.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import fsrs_rs_python as fsrs_rs

from flashcards.core.card import CardId
from flashcards.core.memory.habits import Habits
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.load_balancing import Calendar, balanced_day, interval_range

_PLACES = 4


class Memory(NamedTuple):
    """A card's memory: `stability` in days, `difficulty` from 1 to 10."""

    stability: float
    difficulty: float


class Model:
    """FSRS-6 with its parameters, None for the library's."""

    def __init__(self, parameters: Sequence[float] | None = None) -> None:
        said = fsrs_rs.DEFAULT_PARAMETERS if parameters is None else list(parameters)
        self._model = fsrs_rs.FSRS(said)
        self._decay = -said[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def after(self, memory: Memory | None, elapsed_days: int) -> tuple[Memory, ...]:
        """Memory after Again, Hard, Good and Easy, so many days after the last answer."""
        before = None if memory is None else fsrs_rs.MemoryState(*memory)
        found = self._model.next_states(before, 0.9, elapsed_days)
        states = (found.again.memory, found.hard.memory, found.good.memory, found.easy.memory)
        return tuple(Memory(state.stability, state.difficulty) for state in states)

    def memories(
        self, ratings: Iterable[int], elapsed_days: Iterable[int], places: Iterable[int]
    ) -> list[Memory]:
        """Memory after some of the answers from new on, given by rating and days since the last."""
        states = self._states(ratings, elapsed_days)
        return [Memory(states[at].stability, states[at].difficulty) for at in places]

    def stabilities(self, ratings: Iterable[int], elapsed_days: Iterable[int]) -> list[float]:
        """Of the memory after each answer the stability."""
        return [state.stability for state in self._states(ratings, elapsed_days)]

    def _states(
        self, ratings: Iterable[int], elapsed_days: Iterable[int]
    ) -> list[fsrs_rs.MemoryState]:
        item = fsrs_rs.FSRSItem(list(map(_review, ratings, elapsed_days)))
        return self._model.historical_memory_states(item)

    def recall(self, stability: float, elapsed_days: float) -> float:
        """The probability of recall so many days after the last answer."""
        return float((1 + self._factor * elapsed_days / stability) ** self._decay)

    def interval_days(self, stability: float, retention: float) -> float:
        """Days after which recall has fallen to `retention`."""
        return float(stability / self._factor * (retention ** (1 / self._decay) - 1))


@lru_cache(maxsize=10_000)
def _review(rating: int, elapsed_days: int) -> fsrs_rs.FSRSReview:
    """Few different ones are most of all: nearly every answer comes within some months."""
    return fsrs_rs.FSRSReview(rating, elapsed_days)


def usual_habits() -> Habits:
    """How people answer, before anything is known of this learner: fsrs-rs's simulator."""
    usual = fsrs_rs.default_simulator_config()
    learning, review, relearning = map(_rounded, usual.state_rating_costs)
    return Habits(
        first=_rounded(usual.first_rating_prob),
        recalled=_rounded(usual.review_rating_prob),
        learning=tuple(map(_rounded, usual.learning_step_transitions)),
        relearning=tuple(map(_rounded, usual.relearning_step_transitions)),
        learning_s=learning,
        review_s=review,
        relearning_s=relearning,
    )


def _rounded(shares: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(share, _PLACES) for share in shares)


def ideal_day(
    card: CardId, schedule: Schedule, policy: Policy, model: Model, calendar: Calendar
) -> date | None:
    """The day of the range around the interval, by seed; None for a card that is not in review.

    Replay would choose the same day, but that breaks and easy days of the calendar are avoided.
    """
    studied_on, stability = schedule.last_studied_on, schedule.stability
    if studied_on is None or stability is None or schedule.in_steps:
        return None
    longest_days = policy.maximum_interval_days
    recall_days = round(model.interval_days(stability, policy.retention))
    interval_days = min(max(recall_days, 1), longest_days)
    first, last = interval_range(interval_days, longest_days)
    days = studied_on + timedelta(days=first), studied_on + timedelta(days=last)
    return balanced_day(days, calendar, (), card, schedule.reps)
