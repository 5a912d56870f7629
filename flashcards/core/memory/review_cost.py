"""Seconds that asking a card takes on average, with the steps that follow on the same day."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.memory.habits import Habits

# As in fsrs-rs's simulator; a card that is failed more often in a row is rare enough to leave out.
_MOST_STEPS: Final = 5
_LEARNING_STEPS: Final = 2
_RELEARNING_STEPS: Final = 1
_AGAIN, _GOOD, _EASY = 1, 3, 4


@dataclass(frozen=True, slots=True)
class ReviewCost:
    """Mean seconds of a new card, of a card recalled, and of one that was not, until relearned."""

    new_s: float
    recalled_s: float
    lapsed_s: float

    def review_s(self, recall: float) -> float:
        """Mean seconds of a card in review that is recalled with this probability."""
        return recall * self.recalled_s + (1 - recall) * self.lapsed_s


@lru_cache(maxsize=16)
def review_cost_of(habits: Habits) -> ReviewCost:
    """What these habits come to, with two learning steps and one of relearning."""
    learning = _Steps(habits.learning, habits.learning_s, _LEARNING_STEPS)
    relearning = _Steps(habits.relearning, habits.relearning_s, _RELEARNING_STEPS)
    first = zip(habits.first, habits.learning_s, range(_AGAIN, _EASY + 1), strict=True)
    return ReviewCost(
        new_s=sum(
            share * (s + learning.seconds(grade, grade == _GOOD)) for share, s, grade in first
        ),
        recalled_s=sum(map(_product, habits.recalled, habits.review_s[1:])),
        lapsed_s=habits.review_s[0] + relearning.seconds(_AGAIN),
    )


@dataclass(frozen=True, slots=True)
class _Steps:
    """Steps on one day: shares of grades by the grade before, seconds by grade, their number."""

    shares: Sequence[Sequence[float]]
    seconds_by_grade: Sequence[float]
    number: int

    def seconds(self, grade: int, passed: int = 0, most: int = _MOST_STEPS) -> float:
        """Mean seconds of what follows a grade when so many steps are passed."""
        if grade == _EASY or passed >= self.number or not most:
            return 0.0
        following = zip(self.shares[grade - 1], self.seconds_by_grade, strict=True)
        return sum(
            share * (seconds + self.seconds(later, self._passed(later, passed), most - 1))
            for later, (share, seconds) in enumerate(following, _AGAIN)
        )

    def _passed(self, grade: int, passed: int) -> int:
        return 0 if grade == _AGAIN else passed + (grade == _GOOD)


def _product(share: float, seconds: float) -> float:
    return share * seconds
