"""How long answers take: what the learner's own reviews say, or a first guess."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from math import ceil
from typing import Final

from flashcards.core.card import CardId, Occasion
from flashcards.core.frozen import dataclass

COUNTED_MS: Final = 60_000
"""An answer counts for at most this long, or for twice its card's limit."""

RATING_MS: Final = 180_000
"""A skill without a limit that was never rated takes this long."""

_GUESS_MS: Final = 30_000
_LEAST_MS: Final = 100
_ENOUGH: Final = 20
_ANSWERS_A_NEW_CARD: Final = 2


def counted_ms(duration_ms: int, limit_s: int | None) -> int:
    """The part of a thinking time that counts: the learner may have left the desk."""
    return min(duration_ms, most_ms(limit_s))


def most_ms(limit_s: int | None) -> int:
    """As much of a thinking time as can count."""
    return max(COUNTED_MS, 2_000 * (limit_s or 0))


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """Milliseconds an answer takes on average."""

    answer_ms: float = _GUESS_MS

    @classmethod
    def of(cls, durations_ms: Sequence[int]) -> "AnswerTime":
        """The mean of counted durations, each of which below 20 stands for one guess less.

        So it goes from a guess of 30 seconds to the learner's own mean, and is always between them:
        the first day is told in the pace of its first answers. At least a tenth of a second: a
        clock that stood still measured nothing.
        """
        measured = [ms for ms in durations_ms if ms >= _LEAST_MS]
        guessed = max(0, _ENOUGH - len(measured))
        return cls((sum(measured) + guessed * _GUESS_MS) / (len(measured) + guessed))

    def minutes(self, reviews: int, new: int) -> int:
        """Whole minutes, rounded up; a new card is answered twice on its first day."""
        return ceil(self.minutes_of(reviews, new))

    def minutes_of(self, reviews: int, new: int) -> float:
        """The same, not rounded."""
        return (reviews + _ANSWERS_A_NEW_CARD * new) * self.answer_ms / 60_000


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """What each card takes: a quick one the usual, others their own median or their limit."""

    usual: AnswerTime
    own_ms: Mapping[CardId, float] = field(default_factory=dict)

    def ms_of(self, card: CardId, occasion: Occasion, limit_s: int | None) -> float:
        """Milliseconds an answer to a card is expected to take."""
        if occasion is Occasion.QUICK:
            return self.usual.answer_ms
        return self.own_ms.get(card) or 1_000.0 * (limit_s or 0) or self.usual.answer_ms

    @staticmethod
    def answers(occasion: Occasion, *, is_new: bool) -> int:
        """How often a card is answered on a day: a new quick one twice, in its steps."""
        return _ANSWERS_A_NEW_CARD if is_new and occasion is Occasion.QUICK else 1
