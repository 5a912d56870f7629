"""The clock of a question: how long an answer takes, against the time it has."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final, NamedTuple

from flashcards.core.study.session import Shown

_SECOND_MS: Final = 1_000


class Timing(NamedTuple):
    """What an answer has taken so far, never less than nothing, and the seconds it has."""

    taken_ms: int
    limit_s: int

    @property
    def over_s(self) -> int:
        """Seconds over time, every one begun counted; 0 within the limit."""
        return max(0, ceil((self.taken_ms - self.limit_s * _SECOND_MS) / _SECOND_MS))

    @property
    def taken_s(self) -> int:
        """Whole seconds, as a clock shows them."""
        return self.taken_ms // _SECOND_MS

    @property
    def next_s(self) -> float:
        """Seconds until the clock shows another one, above 0 and at most 1."""
        return 1 - self.taken_ms % _SECOND_MS / _SECOND_MS


def taken_ms(shown: Shown, now: datetime) -> int:
    """Milliseconds since the question appeared; 0 where the clock went back."""
    return max(0, (now - shown.at) // timedelta(milliseconds=1))


def revealed_ms(shown: Shown) -> int | None:
    """Milliseconds until the answer was opened, when a spoken one is over; None if it was not."""
    return None if shown.revealed_at is None else taken_ms(shown, shown.revealed_at)


def timing(shown: Shown | None, limit_s: int | None, now: datetime) -> Timing | None:
    """How a question's clock stands, from its reveal on still; None for one without a limit."""
    if shown is None or limit_s is None:
        return None
    return Timing(taken_ms(shown, shown.revealed_at or now), limit_s)


def answer_ms(duration_ms: int | None, until_reveal_ms: int | None) -> int | None:
    """What of an answer its limit is held against: up to the reveal, else up to the grade."""
    return duration_ms if until_reveal_ms is None else until_reveal_ms
