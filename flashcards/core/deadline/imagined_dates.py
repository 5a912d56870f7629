"""What dates ask of each day to come, of cards as they are imagined by then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from flashcards.core.card import CardId
from flashcards.core.deadline.input import DeadlineCard, Done
from flashcards.core.deadline.plan import TodaysPlan
from flashcards.core.deadline.tasks import DeadlineTask, todays_plans
from flashcards.core.schedule import State
from flashcards.core.simulation.imagined import Imagined
from flashcards.core.simulation.input import AskedByDates
from flashcards.core.study.queue import Allowance

_STEPS = (State.LEARNING, State.RELEARNING)


class ImaginedDates:
    """The tasks of dates, the earliest first, and what has become of the cards that are imagined.

    The plans are those of the queue, made anew each day. A card that is not imagined is not asked.
    """

    def __init__(
        self, tasks: Sequence[DeadlineTask], imagined_cards: Mapping[CardId, Imagined]
    ) -> None:
        self._tasks, self._cards = tasks, imagined_cards
        self._begins_on = tasks[0].inputs.today
        self._at_first = {one.card: one for task in tasks for one in task.cards}
        self._governed: dict[int, list[CardId]] = {}

    def governed(self, day: int) -> Mapping[int, Sequence[CardId]]:
        """The tasks whose date is still to come, and the cards of each; those gone by deal anew."""
        ahead = [n for n, task in enumerate(self._tasks) if task.inputs.left_days > day]
        if list(self._governed) != ahead:
            taken: set[CardId] = set()
            self._governed = {}
            for number in ahead:
                task = self._tasks[number]
                own = [*(one.card for one in task.cards), *task.joining]
                self._governed[number] = [
                    card for card in own if card not in taken and card in self._cards
                ]
                taken.update(own)
        return self._governed

    def plans(self, day: int, takes: Allowance) -> dict[int, TodaysPlan]:
        """What each task asks of a day that takes so much; nothing where it is a day off."""
        ahead = self.governed(day)
        if self._on(day) in self._tasks[0].inputs.aim.off:
            return dict.fromkeys(ahead, TodaysPlan())
        plans = todays_plans([self._way(number, day) for number in ahead], takes)
        return dict(zip(ahead, plans, strict=True))

    def asked(self, day: int, takes: Allowance) -> AskedByDates:
        """What all tasks together ask of a day."""
        plans = self.plans(day, takes).values()
        return AskedByDates(
            frozenset(card for own in self.governed(day).values() for card in own),
            tuple(card for plan in plans for card in (*plan.steps, *plan.reviews)),
            tuple(card for plan in plans for card in plan.fresh),
        )

    def _on(self, day: int) -> date:
        return self._begins_on + timedelta(days=day)

    def _way(self, number: int, day: int) -> DeadlineTask:
        """A task as it stands in the morning of a day; on the first, as it was given."""
        task = self._tasks[number]
        if not day:
            return task
        cards = tuple(self._in_the_morning(card) for card in self._governed[number])
        return DeadlineTask(replace(task.inputs, today=self._on(day), done=Done()), cards)

    def _in_the_morning(self, card: CardId) -> DeadlineCard:
        one, now = self._at_first[card], self._cards[card]
        if now.is_new:
            return replace(one, rests=False) if one.rests else one
        return DeadlineCard(
            card,
            now.memory,
            self._begins_on + timedelta(days=now.last),
            now.place.state in _STEPS,
            one.place,
            one.position,
            one.deck,
        )
