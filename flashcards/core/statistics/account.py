"""All that figures are made of, counted card by card, so that no answer is kept."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flashcards.core.statistics.answered import Answers, Found, found_of
from flashcards.core.statistics.calibration import Trials
from flashcards.core.statistics.days import Tally
from flashcards.core.statistics.retention import bounds

_MARK_BITS: Final = 8
_MARK: Final = (1 << _MARK_BITS) - 1


@dataclass(slots=True)
class PeriodTally:
    """What was done in a period, and how many different cards were reviewed."""

    tally: Tally = field(default_factory=Tally)
    cards: int = 0

    def add(self, marks: Sequence[int], counted_ms: Iterable[int | None]) -> None:
        """Count some answers to one card, all that there are of it."""
        self.tally.marks.update(marks)
        self.tally.counted_ms += sum(filter(None, counted_ms))
        self.cards += any(found_of(one) is not Found.CRAMMED for one in marks)

    def add_all(self, other: "PeriodTally") -> None:
        """Count what was done to other cards."""
        self.tally.add_all(other.tally)
        self.cards += other.cards


@dataclass(slots=True)
class Spent:
    """What each answer took whose time is known, in milliseconds, and how many cards had one."""

    took_ms: "array[int]" = field(default_factory=lambda: array("q"))
    cards: int = 0

    def add(self, counted_ms: Iterable[int | None]) -> None:
        """Count the answers to one card."""
        before = len(self.took_ms)
        self.took_ms.extend(took for took in counted_ms if took is not None)
        self.cards += len(self.took_ms) > before

    def add_all(self, other: "Spent") -> None:
        """Count what other cards have taken."""
        self.took_ms.extend(other.took_ms)
        self.cards += other.cards


class Account:
    """Answers counted by study day, by deck and period, by deck and time; and the model's trials.

    Of a deck None is what belongs to cards that stand in none.
    """

    def __init__(self, today: date, periods: Sequence[str]) -> None:
        self.periods = defaultdict[str | None, dict[str, PeriodTally]](
            lambda: {period: PeriodTally() for period in periods}
        )
        self.spent = defaultdict[str | None, Spent](Spent)
        self.trials = Trials()
        self._bounds = {period: bounds(period, today) for period in periods}
        self._late = min((first for first, _ in self._bounds.values() if first > 0), default=0)
        self._marks, self._ms = Counter[int](), Counter[int]()

    def add(self, deck: str | None, answers: Answers) -> None:
        """Count all answers to one card."""
        days, marks, counted_ms = answers[:3]
        if not days:
            return
        self._marks.update([day << _MARK_BITS | one for day, one in zip(days, marks, strict=True)])
        for day, took in zip(days, counted_ms, strict=True):
            if took:
                self._ms[day] += took
        self.trials.add(answers)
        self.spent[deck].add(counted_ms)
        is_late = max(days) >= self._late
        for period, tally in self.periods[deck].items():
            first, last = self._bounds[period]
            if first <= 0:
                tally.add(marks, counted_ms)
            elif is_late:
                own = [place for place, day in enumerate(days) if first <= day <= last]
                tally.add([marks[n] for n in own], [counted_ms[n] for n in own])

    @property
    def by_day(self) -> dict[date, Tally]:
        """What was done on each study day with an answer, by day."""
        found = defaultdict[int, Tally](Tally)
        for key, count in self._marks.items():
            found[key >> _MARK_BITS].marks[key & _MARK] = count
        for day, took in self._ms.items():
            found[day].counted_ms = took
        return {date.fromordinal(day): found[day] for day in sorted(found)}

    def whole(self, period: str) -> PeriodTally:
        """What was done in a period in all decks together."""
        total = PeriodTally()
        for of_deck in self.periods.values():
            total.add_all(of_deck[period])
        return total

    @property
    def all_spent(self) -> Spent:
        """What all answers have taken."""
        total = Spent()
        for of_deck in self.spent.values():
            total.add_all(of_deck)
        return total
