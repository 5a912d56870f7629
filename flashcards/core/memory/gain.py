"""What asking a card today gains for a day to come: recall on that day, in how many seconds."""

from typing import Final, NamedTuple

from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.memory.habits import Habits
from flashcards.core.memory.review_cost import review_cost_of

_REPAIRED: Final = 0.96
"""Recall on the day of a card that is forgotten shortly before, and asked again until it."""


class ReviewGain(NamedTuple):
    """The recall that asking gains, and the seconds that it takes, both on average."""

    gain: float
    seconds: float

    @property
    def per_second(self) -> float:
        """The recall gained a second."""
        return self.gain / self.seconds


class GainModel:
    """Weighs what to ask so many days before the date; a lapse is repaired in the final days.

    Of those days `study_days` are such, all where None.
    """

    def __init__(
        self,
        model: Model,
        habits: Habits,
        left_days: int,
        final_days: int,
        study_days: int | None = None,
    ) -> None:
        self._model, self._habits, self._left = model, habits, left_days
        self._cost = review_cost_of(habits)
        self._is_repaired = 1 < (left_days if study_days is None else study_days) <= final_days

    def review(self, memory: Memory, elapsed_days: int) -> ReviewGain:
        """The gain of a review today, against leaving the card alone until the day."""
        recall = self._model.recall(memory.stability, elapsed_days)
        lapsed, *recalled = self._model.after(memory, elapsed_days)
        then = self._on_the_day
        kept = sum(
            s * then(after) for s, after in zip(self._habits.recalled, recalled, strict=True)
        )
        lost = _REPAIRED if self._is_repaired else then(lapsed)
        unasked = self._model.recall(memory.stability, elapsed_days + self._left)
        gain = recall * kept + (1 - recall) * lost - unasked
        return ReviewGain(gain, self._cost.review_s(recall))

    def _on_the_day(self, memory: Memory) -> float:
        return self._model.recall(memory.stability, self._left)
