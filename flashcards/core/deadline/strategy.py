"""How a plan goes about a date: when a card is asked, and how the last days are dealt out."""

from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Memory

_MIDDLE: Final = 5
"""The difficulty that slopes start from; it goes from 1 to 10."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """How well a card is kept, and until when.

    It is asked when recall falls to `retention`, until its stability is `sturdy_days`. For each
    point of difficulty above 5, `retention_slope` and `sturdy_slope` are taken off: what hard
    cards gain long before the date they lose again.
    """

    retention: float
    sturdy_days: float
    retention_slope: float = 0.0
    sturdy_slope: float = 0.0

    def asks(self, memory: Memory, recall: float, floor: float) -> bool:
        """Whether a card with such recall is to be asked; a sturdy one only at the floor."""
        above = memory.difficulty - _MIDDLE
        if memory.stability >= self.sturdy_days - self.sturdy_slope * above:
            return recall <= floor
        return recall <= self.retention - self.retention_slope * max(0.0, above)


@dataclass(frozen=True, slots=True)
class Strategy:
    """The defaults are the best that the benchmark found.

    A card is kept up as `early` says, as `later` in the last `later_days`, as `last` in the last
    `last_days`; a sturdy one is left alone while recall is above `floor`. In one of the last
    `window_days` each card has its final review, if that is worth `least_gain` (recall gained a
    second). The final reviews of all cards are to take a `final_share` of the whole time, but at
    least and at most so many days. Of a day's budget `share_dealt` is dealt to them beforehand;
    the rest is for what was forgotten. After missed days, up to `catching_up` days' final reviews
    are made in one.
    """

    # 300 cards in 56 days: for the same mean recall the plan takes .526 of the minutes of FSRS at a
    # retention of .97, and .537 on 100 seeds that had no part in the choice
    # (`benchmarks.deadline`).
    early: Upkeep = Upkeep(0.895, 4.5, retention_slope=0.024, sturdy_slope=0.7)
    later: Upkeep = Upkeep(0.93, 6.0, retention_slope=0.008, sturdy_slope=0.4)
    last: Upkeep = Upkeep(0.905, 6.0, sturdy_slope=0.4)
    later_days: int = 10
    last_days: int = 4
    floor: float = 0.7
    window_days: int = 14
    least_gain: float = 0.0009
    final_share: float = 1 / 16
    least_final_days: float = 3.7
    most_final_days: float = 8.0
    share_dealt: float = 0.6
    catching_up: float = 2.5

    def upkeep(self, left_days: int) -> Upkeep:
        """How cards are kept up so many days before the date."""
        if left_days <= self.last_days:
            return self.last
        return self.later if left_days <= self.later_days else self.early

    def final_days(self, whole_days: int) -> float:
        """The days that final reviews take, of so many in all."""
        share = self.final_share * whole_days
        return min(self.most_final_days, max(self.least_final_days, share))
