"""The truth on which ways to study towards a date are compared: cards, their memory, answers.

FSRS-6 with its default parameters and two learning steps; grades and seconds as fsrs-rs's
simulator has them by default.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from flashcards.core.deadline.plan import Aim
from flashcards.core.log import Rating
from flashcards.core.memory import Memory, Model, usual_habits
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.steps import UNSEEN, Place, place_after

BEGINS_ON: Final = date(2027, 1, 1)
MODEL: Final = Model()
HABITS: Final = usual_habits()
USUAL: Final = Policy()
_MOST_STEPS: Final = 5


class Case(NamedTuple):
    """So many new cards, and so many days to the date; the last day of study is its eve."""

    cards: int
    days: int

    @property
    def aim(self) -> Aim:
        """The date, set on the first day."""
        return Aim(BEGINS_ON + timedelta(days=self.days), BEGINS_ON)


CASES: Final = (Case(300, 56), Case(200, 28), Case(400, 84), Case(150, 14))


class Stress(NamedTuple):
    """What goes wrong.

    A share of days missed; the share of the way's own mean minutes a day that there is in the
    week after the middle (None: no limit); first stability, in that assumed.
    """

    name: str
    missed: float = 0.0
    minutes: float | None = None
    stability: float = 1.0


NONE: Final = Stress("as planned")
MISSED: Final = Stress("a quarter of the days missed", missed=0.25)
HALVED: Final = Stress("half the minutes for a week", minutes=0.5)
WEAKER: Final = Stress("first stability 0.6 of the assumed", stability=0.6)
STRESSES: Final = (NONE, MISSED, HALVED, WEAKER)


@dataclass(slots=True)
class Card:
    """A card with its memory as assumed and, where that is wrong, as it is; days from the first."""

    number: int
    chance: Chance
    memory: Memory | None = None
    true: Memory | None = None
    place: Place = UNSEEN
    last: int = 0
    due: int = 0

    def recall(self, day: int) -> float:
        """The true probability of recall; 0 before the card is seen."""
        if self.true is None:
            return 0.0
        return MODEL.recall(self.true.stability, day - self.last)

    @property
    def stability(self) -> float:
        """The stability as assumed; 0 before the card is seen."""
        return self.memory.stability if self.memory else 0.0

    @property
    def studied_on(self) -> date | None:
        """The day it was last studied."""
        return BEGINS_ON + timedelta(days=self.last) if self.memory else None


def answered(card: Card, day: int, stability: float) -> float:
    """Answer a card until its steps are over; the seconds it takes."""
    if card.place.state is State.NEW:
        rating = _drawn(card.chance, HABITS.first)
        seconds = HABITS.learning_s[rating - 1]
    else:
        is_recalled = card.chance.share() < card.recall(day)
        rating = _drawn(card.chance, (0.0, *HABITS.recalled)) if is_recalled else Rating.AGAIN
        seconds = HABITS.review_s[rating - 1]
    _remember(card, rating, day, stability)
    for _ in range(_MOST_STEPS):
        state = card.place.state
        if state is State.REVIEW:
            break
        is_new = state is State.LEARNING
        rating = _drawn(card.chance, (HABITS.learning if is_new else HABITS.relearning)[rating - 1])
        seconds += (HABITS.learning_s if is_new else HABITS.relearning_s)[rating - 1]
        _remember(card, rating, day, stability)
    card.place = Place(State.REVIEW)
    return seconds


def _remember(card: Card, rating: Rating, day: int, stability: float) -> None:
    after = MODEL.after(card.memory, day - card.last)[rating - 1]
    if card.true is card.memory and (card.true or stability == 1.0):
        card.true = after
    elif card.true is None:
        card.true = Memory(after.stability * stability, after.difficulty)
    else:
        card.true = MODEL.after(card.true, day - card.last)[rating - 1]
    card.memory = after
    card.place = place_after(card.place, rating, USUAL)
    card.last = day


def _drawn(chance: Chance, shares: Sequence[float]) -> Rating:
    until = list(accumulate(shares))
    return Rating(1 + bisect_right(until, chance.share() * until[-1]))
