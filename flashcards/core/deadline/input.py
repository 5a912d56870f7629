"""What a plan towards a date goes out from: the date, the cards it is about, and the learner."""

from dataclasses import field
from datetime import date, timedelta
from typing import Final

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.memory.habits import Habits

# A card first seen late has too few answers to be known on the date; and the last 3 to 14 days are
# for final reviews.
_SHARE_BEFORE: Final = 4
_LEAST_BEFORE_DAYS, _MOST_BEFORE_DAYS = 3, 14


@dataclass(frozen=True, slots=True)
class Aim:
    """The date, the day on which it was set, and the seconds a day there are (None: as needed).

    On the days `off` nothing is studied.
    """

    on: date
    set_on: date
    budget_s: float | None = None
    off: frozenset[date] = frozenset()

    @property
    def cutoff_days(self) -> int:
        """New cards are to be seen so many days before: a quarter of the time, 3 to 14 days."""
        quarter = round((self.on - self.set_on).days / _SHARE_BEFORE)
        return min(_MOST_BEFORE_DAYS, max(_LEAST_BEFORE_DAYS, quarter))

    @property
    def cutoff_on(self) -> date:
        """The day by which new cards are to be seen."""
        return self.on - timedelta(days=self.cutoff_days)

    def study_days(self, first: date, before: int = 0) -> int:
        """The study days from one on, which counts whatever it is, to so many before the date."""
        # Days off count as none. With the eve of the date missed, recall on it is .948 where the
        # plan counts on that eve, and .972 where it does not, for 5 % more minutes.
        return self.days_until(first, self.on - timedelta(days=before + 1))

    def days_until(self, first: date, last: date) -> int:
        """The study days from one on, which counts whatever it is, to another, which is one too."""
        lost = sum(first < day <= last for day in self.off)
        return max(0, (last - first).days + 1 - lost)


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """A card that the date is about; `memory` and `last_studied_on` are None before it is seen.

    `in_steps` says that it has steps to finish today: it is asked whatever the plan says. `place`
    is where it was cut from, None where it has no siblings; of new cards, the one with the lower
    `position` comes first. One that `rests` is not asked today; one `introduced` was new today.
    `seen_by` is the day by which it is to be seen, None where the cutoff says so.
    """

    card: CardId
    memory: Memory | None = None
    last_studied_on: date | None = None
    in_steps: bool = False
    place: Source | None = None
    position: int = 0
    deck: str = ""
    rests: bool = False
    introduced: bool = False
    seen_by: date | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What has been done today towards the date: cards introduced, and seconds in all."""

    introduced: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class DeadlineInput:
    """What a plan goes out from, the cards aside: today and what is done of it, date, learner.

    Siblings stay apart for `sibling_days`, 0 for not at all, as far as the days suffice.
    """

    today: date
    aim: Aim
    model: Model
    habits: Habits
    done: Done = field(default_factory=Done)
    sibling_days: int = 0

    @property
    def left_days(self) -> int:
        """The days to the date, today among them; 0 once it has come."""
        return max(0, (self.aim.on - self.today).days)

    @property
    def study_days(self) -> int:
        """Those of them on which something can be studied, today among them."""
        return self.aim.study_days(self.today)

    @property
    def open_days(self) -> int:
        """The study days on which new cards come: up to the cutoff, else to the eve; at least 1."""
        open_days = self.aim.study_days(self.today, self.aim.cutoff_days)
        return open_days or max(1, self.study_days - 1)
