"""The clock of a question: it runs on while somebody looks, and never gives time back."""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from flashcards.core.frozen import dataclass

HEARTBEAT_S: Final = 5
"""So many seconds of a running clock may be lost to a crash, no more."""

_SECOND: Final = timedelta(seconds=1)


class Call(StrEnum):
    """What the clock says on its way."""

    HALF = "half"
    MOST = "80 %"
    END = "end"


_SHARES: Final = {Call.HALF: 0.5, Call.MOST: 0.8, Call.END: 1.0}


@dataclass(frozen=True, slots=True)
class Clock:
    """How much of a limit is used; `seen_at` is when it was last looked at, None while it stands.

    Time counts while the clock runs, also when nobody looks; while it stands, none does.
    """

    limit_s: int
    used: timedelta = timedelta(0)
    seen_at: datetime | None = None

    def running(self, now: datetime) -> "Clock":
        """The clock as it goes on from `now`."""
        return replace(self, seen_at=now)

    def at(self, now: datetime) -> "Clock":
        """The clock at an instant; one set back moves nothing, and it goes on from there."""
        if self.seen_at is None:
            return self
        passed = max(timedelta(0), now - self.seen_at)
        return replace(self, used=min(self.limit_s * _SECOND, self.used + passed), seen_at=now)

    @property
    def used_s(self) -> int:
        """Whole seconds used, those begun included, so that no mark gives time back."""
        return -(-self.used // _SECOND)

    @property
    def left_s(self) -> int:
        """Whole seconds left."""
        return self.limit_s - self.used_s

    @property
    def is_over(self) -> bool:
        """Whether the time is up: there is no extension."""
        return self.used >= self.limit_s * _SECOND


def calls(before: Clock, now: Clock) -> tuple[Call, ...]:
    """What is to be said between two looks at a clock: each once, in order."""
    marks = {call: now.limit_s * share * _SECOND for call, share in _SHARES.items()}
    return tuple(call for call, mark in marks.items() if before.used < mark <= now.used)
