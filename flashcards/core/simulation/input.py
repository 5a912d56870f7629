"""What a look ahead goes out from: the cards, the first day, the learner, and what days take."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import NamedTuple, Protocol

from flashcards.core.card import CardId, Source
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.memory.habits import Habits
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.simulation.imagined import Imagined
from flashcards.core.study.queue import Allowance


@dataclass(frozen=True, slots=True)
class ForecastCard:
    """A card to look ahead for; of new cards, the one with the lower `position` comes first.

    `source` is where it was cut from, None where it has no siblings; `seconds` are what an answer
    takes, None where habit says so.
    """

    card: CardId
    deck: str
    policy: Policy
    schedule: Schedule = field(default_factory=Schedule)
    position: int = 0
    source: Source | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class TodaysLoad:
    """What the first day asks for certain, and the minutes that this is expected to take.

    `limited` are the due cards that wait because a limit is reached.
    """

    cards: frozenset[CardId] = frozenset()
    minutes: float = 0.0
    limited: int = 0


class AskedByDates(NamedTuple):
    """What dates ask of a day; of what they have `governed`, nothing else is asked."""

    governed: frozenset[CardId] = frozenset()
    reviews: tuple[CardId, ...] = ()
    fresh: tuple[CardId, ...] = ()


class DatesAhead(Protocol):
    """Dates that cards are imagined to be learned for."""

    def asked(self, day: int, takes: Allowance) -> AskedByDates:
        """What they ask of a day, counted from the first one, that takes so much in all."""


@dataclass(frozen=True, slots=True)
class SimulationInput:
    """What a look ahead goes out from: the first day, what is left of it, and what later ones take.

    Of `calendar` the easy days and breaks count; on a break nothing is answered. Siblings stay
    apart for `sibling_days`, 0 for not at all. Of the first day `todays` is known where it is
    given: what the queue asks, dates considered. `dates` makes of the imagined cards what asks on
    the days after it.
    """

    begins_on: date
    model: Model
    habits: Habits
    first: Allowance
    later: Allowance
    calendar: Calendar = field(default_factory=Calendar)
    sibling_days: int = 0
    todays: TodaysLoad | None = None
    dates: Callable[[Mapping[CardId, Imagined]], DatesAhead] | None = None
