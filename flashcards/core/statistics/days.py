"""What was done on each study day, and on how many in a row."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from flashcards.core.rating import Rating
from flashcards.core.statistics.answered import Found, mark

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
HEAT_MAP_WEEKS: Final = 52
_MARKS: Final = {found: [mark(found, rating) for rating in Rating] for found in Found}


@dataclass(slots=True)
class Tally:
    """Answers counted by what they found and their grades, see `mark`; the time that they took.

    Crammed ones are not among the reviews, but take time all the same.
    """

    marks: Counter[int] = field(default_factory=Counter)
    counted_ms: int = 0

    @property
    def crammed(self) -> int:
        """How many answers were given only to practise."""
        return sum(self._of(Found.CRAMMED))

    @property
    def reviews(self) -> int:
        """How many were not."""
        return sum(self.marks.values()) - self.crammed

    @property
    def learned(self) -> int:
        """How many were first answers to a card."""
        return sum(self._of(Found.NEW))

    @property
    def minutes(self) -> float:
        """Counted thinking time."""
        return round(self.counted_ms / 60_000, 1)

    @property
    def true_retention(self) -> float | None:
        """The share of reviews of cards in review that were not Again; None without any."""
        young, mature = self.tested(Found.YOUNG), self.tested(Found.MATURE)
        return share(young[0] + mature[0], sum(young) + sum(mature))

    def tested(self, found: Found) -> tuple[int, int]:
        """How many answers that found a card so passed, and how many were Again."""
        failed, *others = self._of(found)
        return sum(others), failed

    def add_all(self, other: "Tally") -> None:
        """Count what another tally has counted."""
        self.marks.update(other.marks)
        self.counted_ms += other.counted_ms

    def _of(self, found: Found) -> list[int]:
        return [self.marks[one] for one in _MARKS[found]]


def share(part: int, whole: int) -> float | None:
    """A share to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days with an answer: `current` and `longest` run, how many, of how many in all.

    Neither a day that is not over nor one that was free breaks a run; `of_days` counts from the
    first answer to today.
    """

    current: int
    longest: int
    days_studied: int
    of_days: int


def streak(
    days: Collection[date], today: date, free: Collection[date] = frozenset[date]()
) -> Streak:
    """The runs of the study days up to today; `free` days break none, and count where studied."""
    studied = {day for day in days if day <= today}
    of_days = (today - min(studied)).days + 1 if studied else 0
    longest = run = 0
    for ago in reversed(range(of_days)):
        day = today - _DAY * ago
        if day in studied:
            run += 1
            longest = max(longest, run)
        elif ago and day not in free:
            run = 0
    return Streak(run, longest, len(studied), of_days)


@dataclass(frozen=True, slots=True)
class Week:
    """Answers on the seven study days from a Monday on; None for those to come."""

    begins_on: date
    answers: tuple[int | None, ...]


def heat_map(answers: Mapping[date, int], today: date) -> tuple[Week, ...]:
    """The last 52 weeks up to this one."""
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(weeks=HEAT_MAP_WEEKS - 1)
    return tuple(
        _week(first + timedelta(weeks=number), answers, today) for number in range(HEAT_MAP_WEEKS)
    )


def _week(monday: date, answers: Mapping[date, int], today: date) -> Week:
    days = [monday + timedelta(days=number) for number in range(_WEEK)]
    return Week(monday, tuple(answers.get(day, 0) if day <= today else None for day in days))
