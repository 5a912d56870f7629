"""A planned break: what would fall due in it comes before or after."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.scheduling.load_balancing import Calendar, interval_range

_DAY: Final = timedelta(days=1)
# A long break must not move its cards by as long again: a week on each side holds them.
_MOST_DAYS_BESIDE: Final = 7


@dataclass(frozen=True, slots=True)
class Break:
    """The days from the first to the last, both included."""

    begins_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.ends_on - self.begins_on).days + 1

    def __contains__(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.begins_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class DueInBreak:
    """A card that would be due in a break: its last answer, its due day, its longest interval."""

    card: CardId
    studied_on: date
    due_on: date
    longest_days: int


def days_around(
    due_in_break: Iterable[DueInBreak], break_: Break, today: date, calendar: Calendar
) -> dict[CardId, date]:
    """A day outside the break for each card: of those its own interval allows the one least full.

    Where it allows none: one of the days beside the break, as many on either side as the break
    has, at most seven; breaks and days off are no such days, nor is any before today. Those whose
    intervals leave fewest days come first; the others fill what they left.
    """
    ahead = replace(calendar, due=(load := Counter(calendar.due)))
    beside = _beside(break_, today, ahead)
    options = [(one, _options(one, today, ahead)) for one in due_in_break]
    chosen: dict[CardId, date] = {}
    # Greedy, the least free first: a card with two days left cannot give way to one that has ten.
    for one, own in sorted(options, key=_by_choice):
        days = own or [day for day in beside if day > one.studied_on] or beside
        day = min(days, key=lambda day: (ahead.load(day), day))
        load[day] += 1
        chosen[one.card] = day
    return chosen


def _by_choice(pair: tuple[DueInBreak, Sequence[date]]) -> tuple[bool, int, date, CardId]:
    one, own = pair
    return not own, len(own), one.due_on, one.card


def _options(one: DueInBreak, today: date, calendar: Calendar) -> Sequence[date]:
    """The open days that FSRS's fuzz allows around the interval that the card has."""
    interval_days = (one.due_on - one.studied_on).days
    shortest, longest = interval_range(interval_days, max(one.longest_days, interval_days))
    days = (one.studied_on + number * _DAY for number in range(shortest, longest + 1))
    return [day for day in days if day >= today and calendar.share(day)]


def _beside(break_: Break, today: date, calendar: Calendar) -> list[date]:
    most = min(break_.days, _MOST_DAYS_BESIDE)
    back = (break_.begins_on - today).days
    before = (break_.begins_on - number * _DAY for number in range(1, back + 1))
    start = max(today, break_.ends_on + _DAY)
    after = (start + number * _DAY for number in count())
    return [*_open(before, calendar, most), *_open(after, calendar, most)]


def _open(days: Iterator[date], calendar: Calendar, most: int) -> Iterator[date]:
    return islice((day for day in days if calendar.share(day)), most)
