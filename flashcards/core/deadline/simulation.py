"""The days to come imagined: what the dates ask of each, answered by an imagined learner.

The plans are those of today's queue, made anew each day; so what is foreseen is what will be
asked, answers aside.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from flashcards.core.deadline.imagined_dates import ImaginedDates
from flashcards.core.deadline.input import DeadlineCard
from flashcards.core.deadline.tasks import DayAllowances, DeadlineTask
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.imagined import Imagined, Learner
from flashcards.core.simulation.steps import IN_REVIEW, StepPlace
from flashcards.core.study.queue import Allowance

_IN_STEPS: Final = StepPlace(State.RELEARNING, 0)
_USUAL: Final = Policy()


class SimulatedRun(NamedTuple):
    """A task gone through once: recall of each card on the date, weakest first; minutes by day."""

    recalls: list[float]
    minutes: list[float]
    unseen: int


def simulated(
    tasks: Sequence[DeadlineTask], allowances: DayAllowances, seed: int
) -> list[SimulatedRun]:
    """All tasks gone through once, each up to its date."""
    course = _Course(tasks, seed)
    for day in range(max(task.inputs.left_days for task in tasks)):
        course.live(day, allowances.later if day else allowances.first)
    return [course.run_of(number) for number in range(len(tasks))]


class _Course:
    """The cards of all tasks, and what has become of them."""

    def __init__(self, tasks: Sequence[DeadlineTask], seed: int) -> None:
        self._tasks = tasks
        first = tasks[0].inputs
        self._learner = Learner(first.model, first.habits)
        self._cards = {
            one.card: _imagined(one, first.today, seed) for task in tasks for one in task.cards
        }
        self._dates = ImaginedDates(tasks, self._cards)
        self._minutes: list[list[float]] = [[] for _ in tasks]
        self._recalls: dict[int, list[float]] = {}

    def live(self, day: int, takes: Allowance) -> None:
        """Answer what the tasks ask of a day, but for one on which nothing is studied."""
        for number, plan in self._dates.plans(day, takes).items():
            asked = (*plan.steps, *plan.reviews, *plan.fresh)
            seconds = sum(self._learner.answer(self._cards[card], day) for card in asked)
            self._minutes[number].append(seconds / 60)
            if day + 1 == self._tasks[number].inputs.left_days:
                self._recalls[number] = self._known(number, day + 1)

    def run_of(self, number: int) -> SimulatedRun:
        """What a task came to."""
        recalls = self._recalls.get(number)
        if recalls is None:
            recalls = self._known(number, 0)
        return SimulatedRun(sorted(recalls), self._minutes[number], sum(not r for r in recalls))

    def _known(self, number: int, day: int) -> list[float]:
        cards = [self._cards[one.card] for one in self._tasks[number].cards]
        return [0.0 if card.is_new else self._learner.recall(card, day) for card in cards]


def _imagined(one: DeadlineCard, today: date, seed: int) -> Imagined:
    card = Imagined("", _USUAL, Chance.of(seed, one.card))
    if one.memory is not None and one.last_studied_on is not None:
        card.memory = one.memory
        card.place = _IN_STEPS if one.in_steps else IN_REVIEW
        card.last = min(0, (one.last_studied_on - today).days)
    return card
