"""One run of the days ahead: the cards imagined, and what each day asks of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Source
from flashcards.core.memory.fsrs_model import Memory
from flashcards.core.schedule import State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.imagined import Imagined, Learner
from flashcards.core.simulation.input import AskedByDates, ForecastCard, SimulationInput, TodaysLoad
from flashcards.core.simulation.steps import StepPlace
from flashcards.core.study.queue import Allowance, Limits, LimitsLeft

_NOTHING: Final = Allowance(Limits(0), Limits(0))
_NO_DATES: Final = AskedByDates()


class Counted(NamedTuple):
    """One day of one run; `limited` of the `backlog` wait because a limit is reached."""

    due: int
    new: int
    seconds: float
    seen: int
    known: float
    backlog: int
    limited: int = 0


def imagined_days(
    forecast_cards: Sequence[ForecastCard], inputs: SimulationInput, seed: int
) -> Iterator[Counted]:
    """One run, day after day without end; cards are taken in the order given."""
    imagined = imagined_cards(forecast_cards, inputs, seed)
    run = _SimulatedRun(inputs, zip(forecast_cards, imagined, strict=True))
    day = 0
    if inputs.todays is not None:
        yield run.studied_today(inputs.todays)
        day = 1
    while True:
        yield run.studied(day)
        day += 1


class _SimulatedRun:
    """The cards of one run: those never seen by deck, the others by the day they are due."""

    def __init__(
        self, inputs: SimulationInput, cards: Iterable[tuple[ForecastCard, Imagined]]
    ) -> None:
        self._inputs = inputs
        self._learner = Learner(inputs.model, inputs.habits)
        self._shares: dict[int, float] = {}
        self._unseen: dict[str, list[Imagined]] = defaultdict(list)
        self._waiting: dict[int, list[Imagined]] = defaultdict(list)
        self._backlog: list[Imagined] = []
        self._seen: list[Imagined] = []
        self._siblings = defaultdict[Source, list[Imagined]](list)
        self._todays: list[Imagined] = []
        self._by_id: dict[CardId, Imagined] = {}
        asked = inputs.todays.cards if inputs.todays else frozenset[CardId]()
        for one, card in cards:
            self._by_id[one.card] = card
            if one.card in asked:
                self._todays.append(card)
            if card.source is not None and inputs.sibling_days:
                self._siblings[card.source].append(card)
            if card.is_new:
                self._unseen[card.deck].append(card)
            else:
                self._seen.append(card)
                self._waiting[max(0, card.due)].append(card)
        for of_deck in self._unseen.values():
            of_deck.reverse()
        self._dates = inputs.dates(self._by_id) if inputs.dates else None

    def studied(self, day: int) -> Counted:
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
        held, asked = self._asked_by_dates(day, left)
        self._backlog = [
            card
            for card in due
            if card not in asked and (card in held or not self._is_reviewed(card, day, left))
        ]
        for deck, unseen in self._unseen.items():
            self._introduce(deck, unseen, day, left, held)
        return Counted(
            left.reviewed,
            left.introduced,
            left.seconds,
            len(self._seen),
            sum((self._learner.recall(card, day) for card in self._seen), 0.0),
            len(self._backlog),
            0 if self._is_break(day) else self._limited(day, left),
        )

    def _limited(self, day: int, left: "_Left") -> int:
        """How many of the backlog wait for no sibling, but because the day takes no more."""
        return sum(left.is_full(card.deck) and not self._rests(card, day) for card in self._backlog)

    def studied_today(self, load: TodaysLoad) -> Counted:
        """Answer what the queue of the first day asks, in the minutes that it is said to take."""
        found, left = self._waiting.pop(0, []), _Left(_NOTHING)
        steps = [card for card in found if card.place.state is not State.REVIEW]
        asked, new = self._todays, [card for card in self._todays if card.is_new]
        taken = {*steps, *asked}
        self._backlog = [card for card in found if card not in taken]
        for card in asked:
            if card.is_new:
                self._unseen[card.deck].remove(card)
            elif card.due > 0:
                self._waiting[card.due].remove(card)
        for card in (*steps, *asked):
            self._answer(card, 0, left)
        self._seen += new
        known = sum((self._learner.recall(card, 0) for card in self._seen), 0.0)
        reviewed, backlog = len(asked) - len(new), len(self._backlog)
        seconds, limited = load.minutes * 60, min(load.limited, backlog)
        return Counted(reviewed, len(new), seconds, len(self._seen), known, backlog, limited)

    def _asked_by_dates(
        self, day: int, left: "_Left"
    ) -> tuple[Collection[Imagined], Collection[Imagined]]:
        """Answer what the dates ask; what they govern, and what of it was answered."""
        of_day = _NO_DATES
        if self._dates is not None and not self._is_break(day):
            of_day = self._dates.asked(day, self._inputs.later)
        reviews, fresh = ([self._by_id[one] for one in some] for some in of_day[1:])
        for card in reviews:
            if card.due > day:
                self._waiting[card.due].remove(card)
            left.count_review(card.deck)
            self._answer(card, day, left)
        for card in fresh:
            self._unseen[card.deck].remove(card)
            left.count_new(card.deck)
            self._answer(card, day, left)
        self._seen += fresh
        return {self._by_id[one] for one in of_day.governed}, {*reviews, *fresh}

    def _introduce(
        self,
        deck: str,
        unseen: list[Imagined],
        day: int,
        left: "_Left",
        held: Collection[Imagined],
    ) -> None:
        """Answer as many new cards of a deck as the day takes; siblings wait in their order."""
        waiting = []
        while unseen:
            if unseen[-1] in held or self._rests(unseen[-1], day):
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
        usual = self._learner.answer(card, day)
        left.seconds += usual if card.seconds is None else card.seconds
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

    def count_review(self, deck: str) -> None:
        """One card in review is asked, whatever the day takes."""
        self.reviewed += 1
        self._reviews.count(deck)

    def count_new(self, deck: str) -> None:
        """One new card is introduced, whatever the day takes."""
        self.introduced += 1
        self._new.count(deck)

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

    def is_full(self, deck: str) -> bool:
        """Whether the day takes no more cards in review of a deck."""
        return self.seconds >= self._seconds or not self._reviews.has_room(deck)

    def _takes(self, deck: str, left: LimitsLeft) -> bool:
        if self.seconds >= self._seconds or not left.has_room(deck):
            return False
        left.count(deck)
        return True


def imagined_cards(
    forecast_cards: Iterable[ForecastCard], inputs: SimulationInput, seed: int
) -> Iterator[Imagined]:
    """The cards as they are on the first day, each with its own stream of chance."""
    for one in forecast_cards:
        now = one.schedule
        chance = Chance.of(seed, one.card)
        card = Imagined(one.deck, one.policy, chance, source=one.source, seconds=one.seconds)
        if now.stability is not None and now.difficulty is not None and now.last_studied_on:
            card.memory = Memory(now.stability, now.difficulty)
            card.place = StepPlace(now.state, now.step)
            card.last = min(0, (now.last_studied_on - inputs.begins_on).days)
            card.due = ((now.due_on or inputs.begins_on) - inputs.begins_on).days
        yield card


def _by_due_day(card: Imagined) -> tuple[int, int]:
    """By due day, those of one day in an order drawn by chance."""
    return card.due, card.chance.state
