"""The days to come imagined: what the dates ask of each, answered by an imagined learner.

The plans are those of today's queue, made anew each day; so what is foreseen is what will be
asked, answers aside.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.deadline.input import DeadlineCard, Done
from flashcards.core.deadline.plan import TodaysPlan
from flashcards.core.deadline.tasks import DayAllowances, DeadlineTask, todays_plans
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.imagined import Imagined, Learner
from flashcards.core.simulation.steps import IN_REVIEW, StepPlace
from flashcards.core.study.queue import Allowance

_IN_STEPS: Final = StepPlace(State.RELEARNING, 0)
_USUAL: Final = Policy()


class SimulatedRun(NamedTuple):
    """One way gone once: recall on the date of each card, weakest first, minutes day by day."""

    recalls: list[float]
    minutes: list[float]
    unseen: int


def simulated(ways: Sequence[DeadlineTask], taking: DayAllowances, seed: int) -> list[SimulatedRun]:
    """All ways gone once, each up to its date."""
    course = _Course(ways, seed)
    for day in range(max(way.situation.left_days for way in ways)):
        course.live(day, taking.later if day else taking.first)
    return [course.lived(number) for number in range(len(ways))]


class _Course:
    """The cards of all ways, and what has become of them."""

    def __init__(self, ways: Sequence[DeadlineTask], seed: int) -> None:
        self._ways = ways
        first = ways[0].situation
        self._begins_on = first.today
        self._learner = Learner(first.model, first.habits)
        self._facing = {one.card: one for way in ways for one in way.facing}
        self._cards = {
            card: _imagined(one, self._begins_on, seed) for card, one in self._facing.items()
        }
        self._minutes: list[list[float]] = [[] for _ in ways]
        self._recalls: dict[int, list[float]] = {}
        self._governed: dict[int, list[CardId]] = {}

    def live(self, day: int, takes: Allowance) -> None:
        """Answer what the ways ask of a day, but for one on which nothing is studied."""
        ahead = self._ahead(day)
        plans = self._plans(ahead, day, takes)
        for number, plan in zip(ahead, plans, strict=True):
            asked = (*plan.steps, *plan.reviews, *plan.fresh)
            seconds = sum(self._learner.answer(self._cards[card], day) for card in asked)
            self._minutes[number].append(seconds / 60)
            if day + 1 == self._ways[number].situation.left_days:
                self._recalls[number] = self._known(number, day + 1)

    def simulated(self, number: int) -> SimulatedRun:
        """What a way came to."""
        recalls = self._recalls.get(number)
        if recalls is None:
            recalls = self._known(number, 0)
        return SimulatedRun(sorted(recalls), self._minutes[number], sum(not r for r in recalls))

    def _plans(self, ahead: Sequence[int], day: int, takes: Allowance) -> list[TodaysPlan]:
        if self._on(day) in self._ways[0].situation.aim.off:
            return [TodaysPlan()] * len(ahead)
        return list(todays_plans([self._way(number, day) for number in ahead], takes))

    def _known(self, number: int, day: int) -> list[float]:
        cards = [self._cards[one.card] for one in self._ways[number].facing]
        return [0.0 if card.is_new else self._learner.recall(card, day) for card in cards]

    def _on(self, day: int) -> date:
        return self._begins_on + timedelta(days=day)

    def _ahead(self, day: int) -> list[int]:
        """The ways whose date is still to come; the cards of those gone by are dealt anew."""
        ahead = [n for n, way in enumerate(self._ways) if way.situation.left_days > day]
        if list(self._governed) != ahead:
            taken: set[CardId] = set()
            self._governed = {}
            for number in ahead:
                way = self._ways[number]
                own = [*(one.card for one in way.facing), *way.joining]
                self._governed[number] = [card for card in own if card not in taken]
                taken.update(own)
        return ahead

    def _way(self, number: int, day: int) -> DeadlineTask:
        """A way as it stands in the morning of a day."""
        situation = self._ways[number].situation
        if not day:
            return self._ways[number]
        facing = tuple(self._in_the_morning(card) for card in self._governed[number])
        return DeadlineTask(replace(situation, today=self._on(day), done=Done()), facing)

    def _in_the_morning(self, card: CardId) -> DeadlineCard:
        one, now = self._facing[card], self._cards[card]
        if now.is_new:
            return replace(one, rests=False) if one.rests else one
        return DeadlineCard(
            card,
            now.memory,
            self._begins_on + timedelta(days=now.last),
            now.place == _IN_STEPS,
            one.place,
            one.position,
            one.deck,
        )


def _imagined(one: DeadlineCard, today: date, seed: int) -> Imagined:
    card = Imagined("", _USUAL, Chance.of(seed, one.card))
    if one.memory is not None and one.last_studied_on is not None:
        card.memory = one.memory
        card.place = _IN_STEPS if one.in_steps else IN_REVIEW
        card.last = min(0, (one.last_studied_on - today).days)
    return card
