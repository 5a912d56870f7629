"""Due days spread within FSRS's fuzz ranges, by seed and load instead of chance.

The ranges are those of py-fsrs and Anki: an interval of 2.5 days or more may move by a day, and by
15 % of its part between 2.5 and 7 days, 10 % of that to 20 days, and 5 % of the rest.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from hashlib import blake2b

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.setting_rules import WEEKDAYS

FARTHEST_DAYS = 36_500
"""Days ahead that a day may be named by hand: as long as an interval may be."""

_FIXED_BELOW_DAYS = 2.5
_PARTS = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, float("inf"), 0.05))


def interval_range(interval_days: int, maximum_days: int) -> tuple[int, int]:
    """The shortest and the longest interval that `interval_days` may become."""
    if interval_days < _FIXED_BELOW_DAYS:
        return interval_days, interval_days
    parts = (share * max(0.0, min(interval_days, end) - start) for start, end, share in _PARTS)
    delta = 1.0 + sum(parts)
    longest = min(round(interval_days + delta), maximum_days)
    return min(max(2, round(interval_days - delta)), longest), longest


def seeded_interval(shortest: int, longest: int, card: CardId, reps: int) -> int:
    """An interval of the range, uniform over cards, the same for a card's n-th review for ever."""
    if shortest == longest:
        return shortest
    return shortest + _seed(card, reps) % (longest - shortest + 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of the days ahead: cards due on each, easy days, breaks.

    `easy_days` are weekdays or ISO dates with the share of an ordinary day's work they take;
    `breaks` first and last days on which nothing is to fall due.
    """

    due: Mapping[date, int] = field(default_factory=dict)
    easy_days: Mapping[str, float] = field(default_factory=dict)
    breaks: Sequence[tuple[date, date]] = ()

    def share(self, day: date) -> float:
        """The share of an ordinary day's work that a day takes; a date outweighs its weekday."""
        if any(begins_on <= day <= ends_on for begins_on, ends_on in self.breaks):
            return 0.0
        if not self.easy_days:
            return 1.0
        weekday = self.easy_days.get(WEEKDAYS[day.weekday()], 1.0)
        return self.easy_days.get(day.isoformat(), weekday)

    def load(self, day: date) -> float:
        """Cards due on a day with one more, for each share of work it takes."""
        return self._load(day, self.share(day))

    def rank(self, day: date, apart: Collection[date]) -> tuple[bool, bool, float]:
        """The lower, the sooner a card is put on the day: one that takes work, not one `apart`."""
        share = self.share(day)
        return not share, day in apart, self._load(day, share)

    def _load(self, day: date, share: float) -> float:
        return (self.due.get(day, 0) + 1) / share if share else float("inf")


def balanced_day(
    days: tuple[date, date], calendar: Calendar, apart: Collection[date], card: CardId, reps: int
) -> date:
    """The day of a range with the least load, away from the days `apart` where there is a choice.

    Between equals the seed decides, so that the same cards and days give the same choice.
    """
    # The least load is taken, not drawn by load as in Anki: no machine has the chance of another.
    # Loads differ between machines all the same, so this is asked once, and the review says the
    # day.
    count = (days[1] - days[0]).days + 1
    start = _seed(card, reps) % count
    turned = [days[0] + timedelta(days=(start + number) % count) for number in range(count)]
    return min(turned, key=lambda day: calendar.rank(day, apart))


def _seed(card: CardId, reps: int) -> int:
    seed = blake2b(f"{card}:{reps}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(seed, "big")
