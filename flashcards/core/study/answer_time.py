"""How long answers take: what the learner's own reviews say, or a first guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

COUNTED_MS: Final = 60_000
"""An answer counts for at most this long, or for twice its card's limit."""

_GUESS_MS: Final = 30_000
_LEAST_MS: Final = 100
_ENOUGH: Final = 20
_ANSWERS_A_NEW_CARD: Final = 2


def counted_ms(duration_ms: int, limit_s: int | None) -> int:
    """The part of a thinking time that counts: the learner may have left the desk."""
    return min(duration_ms, max(COUNTED_MS, 2_000 * (limit_s or 0)))


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """Milliseconds an answer takes on average."""

    answer_ms: float = _GUESS_MS

    @classmethod
    def of(cls, durations_ms: Sequence[int]) -> "AnswerTime":
        """The mean of counted durations; a guess of 30 seconds below 20 answers.

        At least a tenth of a second: a clock that stood still measured nothing.
        """
        if len(durations_ms) < _ENOUGH:
            return cls()
        return cls(max(_LEAST_MS, sum(durations_ms) / len(durations_ms)))

    def minutes(self, reviews: int, new: int) -> int:
        """Whole minutes, rounded up; a new card is answered twice on its first day."""
        return ceil(self.minutes_of(reviews, new))

    def minutes_of(self, reviews: int, new: int) -> float:
        """The same, not rounded."""
        return (reviews + _ANSWERS_A_NEW_CARD * new) * self.answer_ms / 60_000
