"""All that figures are made of, counted card by card, so that no answer is kept."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flashcards.core.statistics.answered import Answers, is_crammed
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
        known = [took for took in counted_ms if took is not None]
        self.took_ms.extend(known)
        self.cards += bool(known)

    def add_all(self, other: "Spent") -> None:
        """Count what other cards have taken."""
        self.took_ms.extend(other.took_ms)
        self.cards += other.cards


class _DayTallies:
    """What was done on each study day, by its ordinal: marks under the day and the mark as one."""

    def __init__(self) -> None:
        self._marks, self._ms = Counter[int](), defaultdict[int, int](int)

    def add(
        self, days: Iterable[int], marks: Iterable[int], counted_ms: Iterable[int | None]
    ) -> None:
        """Count answers, given column by column."""
        keys = [day << _MARK_BITS | one for day, one in zip(days, marks, strict=True)]
        self._marks.update(keys)
        spent = self._ms
        for day, took in zip(days, counted_ms, strict=True):
            if took:
                spent[day] += took

    def by_day(self) -> dict[int, Tally]:
        """What was done on each day with an answer."""
        found = defaultdict[int, Tally](Tally)
        for key, count in self._marks.items():
            found[key >> _MARK_BITS].marks[key & _MARK] = count
        for day, took in self._ms.items():
            found[day].counted_ms = took
        return found


class _DeckAccount:
    """What was done to the cards of a deck: ever, on late days, and to how many in each period."""

    def __init__(self, late: int) -> None:
        self.ever, self.days, self.cards = Tally(), _DayTallies(), Counter[str]()
        self._late = late

    def add(self, answers: Answers, bounds: Mapping[str, tuple[int, int]]) -> None:
        """Count all answers to a card; periods that begin late are made of late days alone."""
        days, marks, counted_ms = answers[:3]
        self.ever.marks.update(marks)
        self.ever.counted_ms += sum(filter(None, counted_ms))
        is_late = max(days) >= self._late
        if is_late:
            self._add_late(answers)
        reviewed = [day for day, one in zip(days, marks, strict=True) if not is_crammed(one)]
        if reviewed:
            begin, end = min(reviewed), max(reviewed)
            for period, (first, last) in bounds.items():
                if first <= 0 or is_late:
                    self.cards[period] += (
                        first <= begin <= last
                        or first <= end <= last
                        or (begin < first < end and any(first <= day <= last for day in reviewed))
                    )

    def _add_late(self, answers: Answers) -> None:
        days, marks, counted_ms = answers[:3]
        if min(days) >= self._late:
            self.days.add(days, marks, counted_ms)
            return
        own = [place for place, day in enumerate(days) if day >= self._late]
        self.days.add([days[n] for n in own], [marks[n] for n in own], [counted_ms[n] for n in own])

    def tally(self, period: str, bounds: tuple[int, int]) -> PeriodTally:
        """What was done in a period."""
        first, last = bounds
        if first <= 0:
            return PeriodTally(self.ever, self.cards[period])
        found = PeriodTally(cards=self.cards[period])
        for day, tally in self.days.by_day().items():
            if first <= day <= last:
                found.tally.add_all(tally)
        return found


class Account:
    """Answers counted by study day, by deck and period, by deck and time; and the model's trials.

    Of a deck None is what belongs to cards that stand in none.
    """

    def __init__(self, today: date, periods: Sequence[str]) -> None:
        self._bounds = {period: bounds(period, today) for period in periods}
        late = min((first for first, _ in self._bounds.values() if first > 0), default=0)
        self._decks = defaultdict[str | None, _DeckAccount](lambda: _DeckAccount(late))
        self.spent = defaultdict[str | None, Spent](Spent)
        self.trials = Trials()
        self._days = _DayTallies()

    def add(self, deck: str | None, answers: Answers) -> None:
        """Count all answers to one card."""
        if answers.days:
            self._days.add(*answers[:3])
            self.trials.add(answers)
            self.spent[deck].add(answers.counted_ms)
            self._decks[deck].add(answers, self._bounds)

    @property
    def by_day(self) -> dict[date, Tally]:
        """What was done on each study day with an answer, by day."""
        found = self._days.by_day()
        return {date.fromordinal(day): found[day] for day in sorted(found)}

    @property
    def periods(self) -> dict[str | None, dict[str, PeriodTally]]:
        """What was done to the cards of each deck, by period."""
        return {
            deck: {period: own.tally(period, days) for period, days in self._bounds.items()}
            for deck, own in self._decks.items()
        }

    def whole(self, period: str) -> PeriodTally:
        """What was done in a period in all decks together."""
        total = PeriodTally()
        for of_deck in self._decks.values():
            total.add_all(of_deck.tally(period, self._bounds[period]))
        return total

    @property
    def all_spent(self) -> Spent:
        """What all answers have taken."""
        total = Spent()
        for of_deck in self.spent.values():
            total.add_all(of_deck)
        return total
