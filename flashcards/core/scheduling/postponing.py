"""Reviews that are too many for a day, spread over days to come."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import repeat
from math import ceil
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.scheduling.load_balancing import Calendar

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OverdueCard:
    """A card that is due: days since its last answer, those its interval has, its stability."""

    card: CardId
    elapsed_days: int
    interval_days: float
    stability: float

    @property
    def overdueness(self) -> float:
        """How far past its interval it is, as a share of that; an interval has a day at least."""
        return self.elapsed_days / max(1.0, self.interval_days) - 1


def by_need(backlog: Iterable[OverdueCard]) -> list[OverdueCard]:
    """The cards that lose most by waiting first: the most overdue, then the least stable.

    FSRS Helper postpones in the opposite order (`schedule/postpone.py`): a card little past its
    interval loses a smaller share of its recall by a day more. The interval is that in which
    recall falls to the desired retention.
    """
    return sorted(backlog, key=lambda one: (-one.overdueness, one.stability, one.card))


def days_for(
    backlog: Iterable[OverdueCard], today: date, calendar: Calendar, per_day: int
) -> dict[CardId, date]:
    """The day of each card, the neediest soonest: as many a day as fit beside what is due then.

    A day takes `per_day` cards, an easy day its share of them, at least one; a break none.
    """
    places = _places(today, calendar, per_day)
    return {one.card: next(places) for one in by_need(backlog)}


def least_per_day(cards: int, today: date, calendar: Calendar, days: int) -> int | None:
    """The fewest cards a day with which so many more fit into these days; None if no day is open.

    `days` are counted from today on, today included.
    """
    ahead = [today + number * _DAY for number in range(days)]
    shares = [share for share in map(calendar.share, ahead) if share]
    if not shares:
        return None
    # Halving works, since more a day never leaves less room. The upper end is one day for all
    # cards.
    low, high = 1, ceil((cards + max(calendar.due.values(), default=0)) / min(shares)) + 1
    while low < high:
        middle = (low + high) // 2
        fits = sum(_room(day, calendar, middle) for day in ahead) >= cards
        low, high = (low, middle) if fits else (middle + 1, high)
    return low


def _places(today: date, calendar: Calendar, per_day: int) -> Iterator[date]:
    day = today
    while True:
        yield from repeat(day, _room(day, calendar, per_day))
        day += _DAY


def _room(day: date, calendar: Calendar, per_day: int) -> int:
    return max(0, ceil(per_day * calendar.share(day)) - calendar.due.get(day, 0))


def by_day(days: Mapping[CardId, date]) -> dict[date, int]:
    """How many cards come on each day, in order."""
    found: dict[date, int] = {}
    for day in sorted(days.values()):
        found[day] = found.get(day, 0) + 1
    return found
