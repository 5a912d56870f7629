"""What was done on each study day, and on how many in a row."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.statistics.answered import AnswerInContext, Found

_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
HEAT_MAP_WEEKS: Final = 52


@dataclass(slots=True)
class Tally:
    """Answers counted so far; `crammed` are not among the reviews, but take time all the same.

    `learned` counts first answers; reviews that found a card in review passed, or were Again.
    """

    reviews: int = 0
    crammed: int = 0
    learned: int = 0
    counted_ms: int = 0
    cards: set[CardId] = field(default_factory=set)
    young_passed: int = 0
    young_failed: int = 0
    mature_passed: int = 0
    mature_failed: int = 0

    @property
    def minutes(self) -> float:
        """Counted thinking time."""
        return round(self.counted_ms / 60_000, 1)

    @property
    def true_retention(self) -> float | None:
        """The share of reviews of cards in review that were not Again; None without any."""
        passed = self.young_passed + self.mature_passed
        return share(passed, passed + self.young_failed + self.mature_failed)

    def add(self, answer: AnswerInContext) -> None:
        """Count one answer."""
        self.counted_ms += answer.counted_ms or 0
        if answer.found is Found.CRAMMED:
            self.crammed += 1
            return
        self.reviews += 1
        self.learned += answer.found is Found.NEW
        self.cards.add(answer.card)
        if answer.found is Found.YOUNG:
            self.young_passed += answer.passed
            self.young_failed += not answer.passed
        elif answer.found is Found.MATURE:
            self.mature_passed += answer.passed
            self.mature_failed += not answer.passed

    def add_all(self, other: "Tally") -> None:
        """Count what another tally has counted."""
        self.reviews += other.reviews
        self.crammed += other.crammed
        self.learned += other.learned
        self.counted_ms += other.counted_ms
        self.cards |= other.cards
        self.young_passed += other.young_passed
        self.young_failed += other.young_failed
        self.mature_passed += other.mature_passed
        self.mature_failed += other.mature_failed


def share(part: int, whole: int) -> float | None:
    """A share to four places; None of nothing."""
    return round(part / whole, 4) if whole else None


def tally_by_day(answers: Iterable[AnswerInContext]) -> dict[date, Tally]:
    """What was done on each study day with an answer, by day."""
    found: defaultdict[date, Tally] = defaultdict(Tally)
    for answer in answers:
        found[answer.studied_on].add(answer)
    return dict(sorted(found.items()))


def added_up(parts: Iterable[Mapping[date, Tally]]) -> dict[date, Tally]:
    """What was done on each study day in all the parts together, by day."""
    found: defaultdict[date, Tally] = defaultdict(Tally)
    for part in parts:
        for day, tally in part.items():
            found[day].add_all(tally)
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Streak:
    """Study days with an answer: `current` and `longest` run, how many, of how many in all.

    A day that is not over breaks no run; `of_days` counts from the first answer to today.
    """

    current: int
    longest: int
    days_studied: int
    of_days: int


def streak(days: Collection[date], today: date) -> Streak:
    """The runs of the study days up to today."""
    studied = {day for day in days if day <= today}
    longest = run = 0
    for day in sorted(studied):
        run = run + 1 if day - _DAY in studied else 1
        longest = max(longest, run)
    of_days = (today - min(studied)).days + 1 if studied else 0
    return Streak(_run_up_to(today, studied), longest, len(studied), of_days)


def _run_up_to(today: date, studied: set[date]) -> int:
    day = today if today in studied else today - _DAY
    run = 0
    while day in studied:
        run += 1
        day -= _DAY
    return run


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
