"""The days ahead, simulated from the cards as they are: what is due, in what time, how well known.

Each card has its own stream of chance, so that the same seed gives the same days, whatever the
order of the cards; and a desired retention is compared with another on the same luck.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.memory.habits import Habits
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.load_balancing import Calendar
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.imagined import Imagined, Learner
from flashcards.core.simulation.steps import StepPlace
from flashcards.core.study.queue import Allowance, Limits, LimitsLeft

_MOST_RUNS: Final = 10
_ENOUGH_CARDS: Final = 5_000
"""Fewer cards are imagined several times over, up to ten, and the mean is told."""


@dataclass(frozen=True, slots=True)
class ForecastCard:
    """A card to look ahead for; of new cards, the one with the lower `position` comes first.

    `source` is where it was cut from, None where it has no siblings.
    """

    card: CardId
    deck: str
    policy: Policy
    schedule: Schedule = field(default_factory=Schedule)
    position: int = 0
    source: Source | None = None


_NOTHING: Final = Allowance(Limits(0), Limits(0))


@dataclass(frozen=True, slots=True)
class SimulationInput:
    """What a look ahead goes out from: the first day, what is left of it, and what later ones take.

    Of `calendar` the easy days and breaks count; on a break nothing is answered. Siblings stay
    apart for `sibling_days`, 0 for not at all.
    """

    begins_on: date
    model: Model
    habits: Habits
    first: Allowance
    later: Allowance
    calendar: Calendar = field(default_factory=Calendar)
    sibling_days: int = 0


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A study day to come, in means over the runs.

    `due` cards in review that are answered, `new` ones introduced, `minutes` all answers;
    `recall` the mean probability of recall over all cards seen by its end, None without any,
    `known` their sum; `backlog` cards due that are left over.
    """

    on: date
    due: float
    new: float
    minutes: float
    recall: float | None
    known: float
    backlog: float


class Counted(NamedTuple):
    """One day of one run."""

    due: int
    new: int
    seconds: float
    seen: int
    known: float
    backlog: int


def forecast(
    prospects: Iterable[ForecastCard],
    inputs: SimulationInput,
    days: int,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[DayAhead, ...]:
    """So many days from the first on; `progress` is told how many of how many are imagined."""
    cards = sorted(prospects, key=lambda one: (one.position, one.card))
    count = runs(len(cards))
    found: list[list[Counted]] = [[] for _ in range(count)]
    for number, run in enumerate(found):
        for day in islice(imagined_days(cards, inputs, seed + number), days):
            run.append(day)
            progress(number * days + len(run), count * days)
    return tuple(
        _mean(inputs.begins_on + timedelta(days=ahead), of_day)
        for ahead, of_day in enumerate(zip(*found, strict=True))
    )


def runs(cards: int) -> int:
    """How many times so many cards are imagined: until they are 5,000, at most ten times."""
    return min(_MOST_RUNS, -(-_ENOUGH_CARDS // max(1, cards)))


def known_at_first(prospects: Iterable[ForecastCard], inputs: SimulationInput) -> tuple[float, int]:
    """The expected number of cards known before anything is answered, and how many are seen."""
    cards = sorted(prospects, key=lambda one: (one.position, one.card))
    learner = Learner(inputs.model, inputs.habits)
    seen = [card for card in _imagined(cards, inputs, 0) if not card.is_new]
    return sum((learner.recall(card, 0) for card in seen), 0.0), len(seen)


def imagined_days(
    prospects: Sequence[ForecastCard], inputs: SimulationInput, seed: int
) -> Iterator[Counted]:
    """One run, day after day without end; cards are taken in the order given."""
    course = _SimulatedRun(inputs, _imagined(prospects, inputs, seed))
    day = 0
    while True:
        yield course.lived(day)
        day += 1


class _SimulatedRun:
    """The cards of one run: those never seen by deck, the others by the day they are due."""

    def __init__(self, inputs: SimulationInput, cards: Iterable[Imagined]) -> None:
        self._inputs = inputs
        self._learner = Learner(inputs.model, inputs.habits)
        self._shares: dict[int, float] = {}
        self._unseen: dict[str, list[Imagined]] = defaultdict(list)
        self._waiting: dict[int, list[Imagined]] = defaultdict(list)
        self._backlog: list[Imagined] = []
        self._seen: list[Imagined] = []
        self._siblings: dict[Source, list[Imagined]] = defaultdict(list)
        for card in cards:
            if card.source is not None and inputs.sibling_days:
                self._siblings[card.source].append(card)
            if card.is_new:
                self._unseen[card.deck].append(card)
            else:
                self._seen.append(card)
                self._waiting[max(0, card.due)].append(card)
        for of_deck in self._unseen.values():
            of_deck.reverse()

    def lived(self, day: int) -> Counted:
        """Answer what the day asks and takes."""
        found = self._backlog + sorted(self._waiting.pop(day, []), key=_by_due_day)
        allowance = self._inputs.later if day else self._inputs.first
        if self._is_break(day):
            allowance, steps, due = _NOTHING, [], found
        else:
            steps = [card for card in found if card.place.state is not State.REVIEW]
            due = [card for card in found if card.place.state is State.REVIEW]
        left = _Left(allowance)
        for card in steps:
            self._answer(card, day, left)
        self._backlog = [card for card in due if not self._is_reviewed(card, day, left)]
        for deck, unseen in self._unseen.items():
            self._introduce(deck, unseen, day, left)
        known = sum((self._learner.recall(card, day) for card in self._seen), 0.0)
        return Counted(
            left.reviewed, left.introduced, left.seconds, len(self._seen), known, len(self._backlog)
        )

    def _introduce(self, deck: str, unseen: list[Imagined], day: int, left: "_Left") -> None:
        """Answer as many new cards of a deck as the day takes; siblings wait in their order."""
        waiting = []
        while unseen:
            if self._rests(unseen[-1], day):
                waiting.append(unseen.pop())
            elif left.takes_new(deck):
                self._answer(card := unseen.pop(), day, left)
                self._seen.append(card)
            else:
                break
        unseen += reversed(waiting)

    def _rests(self, card: Imagined, day: int) -> bool:
        """Whether a sibling was answered on the day, or too lately."""
        return any(
            one is not card and not one.is_new and day - one.last < self._inputs.sibling_days
            for one in self._siblings_of(card)
        )

    def _siblings_of(self, card: Imagined) -> Sequence[Imagined]:
        return () if card.source is None else self._siblings.get(card.source, ())

    def _is_reviewed(self, card: Imagined, day: int, left: "_Left") -> bool:
        takes = not self._rests(card, day) and left.takes_review(card.deck)
        if takes:
            self._answer(card, day, left)
        return takes

    def _answer(self, card: Imagined, day: int, left: "_Left") -> None:
        left.seconds += self._learner.answer(card, day)
        card.due = self._due(card, day)
        self._waiting[card.due].append(card)

    def _due(self, card: Imagined, day: int) -> int:
        """The day with the least to do of those that the interval allows, as when answering."""
        shortest, longest = self._learner.days(card)
        if shortest == longest:
            return day + shortest
        count = longest - shortest + 1
        turn = int(card.chance.share() * count)
        days = (day + shortest + (turn + number) % count for number in range(count))
        near = {one.due for one in self._siblings_of(card) if one is not card and not one.is_new}
        return min(days, key=lambda day: self._load(day, near))

    def _load(self, day: int, near: Collection[int]) -> tuple[bool, bool, float]:
        share = self._share(day)
        waiting = self._waiting.get(day)
        load = (len(waiting) + 1 if waiting else 1) / (share or 1.0)
        return not share, any(abs(day - one) < self._inputs.sibling_days for one in near), load

    def _share(self, day: int) -> float:
        if day not in self._shares:
            on = self._inputs.begins_on + timedelta(days=day)
            self._shares[day] = self._inputs.calendar.share(on)
        return self._shares[day]

    def _is_break(self, day: int) -> bool:
        on = self._inputs.begins_on + timedelta(days=day)
        return any(first <= on <= last for first, last in self._inputs.calendar.breaks)


class _Left:
    """What a day has taken so far, and whether it takes more."""

    def __init__(self, allowance: Allowance) -> None:
        self.reviewed = self.introduced = 0
        self.seconds = 0.0
        minutes = allowance.minutes
        self._seconds = float("inf") if minutes is None else minutes * 60
        self._new, self._reviews = LimitsLeft(allowance.new), LimitsLeft(allowance.reviews)

    def takes_review(self, deck: str) -> bool:
        """Whether one more card in review is asked; it is counted."""
        takes = self._takes(deck, self._reviews)
        self.reviewed += takes
        return takes

    def takes_new(self, deck: str) -> bool:
        """Whether one more new card is introduced; it is counted."""
        takes = self._takes(deck, self._new)
        self.introduced += takes
        return takes

    def _takes(self, deck: str, left: LimitsLeft) -> bool:
        if self.seconds >= self._seconds or not left.has_room(deck):
            return False
        left.count(deck)
        return True


def _imagined(
    prospects: Iterable[ForecastCard], inputs: SimulationInput, seed: int
) -> Iterator[Imagined]:
    for one in prospects:
        now = one.schedule
        card = Imagined(one.deck, one.policy, Chance.of(seed, one.card), source=one.source)
        if now.stability is not None and now.difficulty is not None and now.last_studied_on:
            card.memory = Memory(now.stability, now.difficulty)
            card.place = StepPlace(now.state, now.step)
            card.last = min(0, (now.last_studied_on - inputs.begins_on).days)
            card.due = ((now.due_on or inputs.begins_on) - inputs.begins_on).days
        yield card


def _by_due_day(card: Imagined) -> tuple[int, int]:
    """By due day, those of one day in an order drawn by chance."""
    return card.due, card.chance.state


def _mean(on: date, of_day: Sequence[Counted]) -> DayAhead:
    due, new, seconds, seen, known, backlog = (sum(figure) for figure in zip(*of_day, strict=True))
    count = len(of_day)
    return DayAhead(
        on,
        due / count,
        new / count,
        seconds / 60 / count,
        known / seen if seen else None,
        known / count,
        backlog / count,
    )
