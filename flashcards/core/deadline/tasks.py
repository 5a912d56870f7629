"""Tasks of several dates: what each asks of one day, which they share."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.deadline.input import DeadlineCard, DeadlineInput
from flashcards.core.deadline.plan import TodaysPlan, todays_plan
from flashcards.core.frozen import dataclass
from flashcards.core.study.queue import Allowance, Limits, LimitsLeft

_ANY: Final = Limits()


@dataclass(frozen=True, slots=True)
class DeadlineTask:
    """What a date asks: what its plan goes out from, and the cards that the date governs.

    `joining` cards are selected too, but governed by earlier dates until these have come.
    """

    inputs: DeadlineInput
    cards: tuple[DeadlineCard, ...]
    joining: tuple[CardId, ...] = ()


@dataclass(frozen=True, slots=True)
class DayAllowances:
    """What is left of the first day, and what each later one takes."""

    first: Allowance = field(default_factory=Allowance)
    later: Allowance = field(default_factory=Allowance)

    @property
    def is_limited(self) -> bool:
        """Whether dates have to share something."""
        return any(
            day.minutes is not None or day.reviews.cards is not None or some
            for day in (self.first, self.later)
            for some in (day.reviews.by_deck, day.new.by_deck, day.new.by_folder)
        )


def todays_plans(tasks: Sequence[DeadlineTask], takes: Allowance) -> Iterator[TodaysPlan]:
    """The plan of today towards each date; what an earlier one takes, the later ones have not."""
    for task in tasks:
        plan = todays_plan(task.cards, task.inputs, takes=takes)
        yield plan
        takes = _rest(takes, plan, task)


def _rest(takes: Allowance, plan: TodaysPlan, task: DeadlineTask) -> Allowance:
    new, reviews = LimitsLeft(takes.new), LimitsLeft(takes.reviews)
    if not takes.new == takes.reviews == _ANY:
        decks = {one.card: one.deck for one in task.cards}
        for left, cards in ((new, plan.fresh), (reviews, plan.reviews)):
            for card in cards:
                left.count(decks[card])
    minutes = takes.minutes
    return Allowance(
        new.left,
        reviews.left,
        None if minutes is None else max(0.0, minutes - plan.seconds / 60),
    )
