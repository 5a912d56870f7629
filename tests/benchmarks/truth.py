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

from flashcards.core.deadline.input import Aim
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.steps import UNSEEN, StepPlace, place_after

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
    place: StepPlace = UNSEEN
    rating: Rating = Rating.AGAIN
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
    seconds = answered_once(card, day, stability)
    for _ in range(_MOST_STEPS):
        if card.place.state is State.REVIEW:
            break
        seconds += answered_once(card, day, stability)
    card.place = StepPlace(State.REVIEW)
    return seconds


def answered_once(card: Card, day: int, stability: float = 1.0) -> float:
    """Answer a card, its grade left in it; the seconds it takes."""
    match card.place.state:
        case State.NEW:
            rating, seconds = _drawn(card.chance, HABITS.first), HABITS.learning_s
        case State.LEARNING:
            row = HABITS.learning[card.rating - 1]
            rating, seconds = _drawn(card.chance, row), HABITS.learning_s
        case State.RELEARNING:
            row = HABITS.relearning[card.rating - 1]
            rating, seconds = _drawn(card.chance, row), HABITS.relearning_s
        case _:
            is_recalled = card.chance.share() < card.recall(day)
            recalled = (0.0, *HABITS.recalled)
            rating = _drawn(card.chance, recalled) if is_recalled else Rating.AGAIN
            seconds = HABITS.review_s
    _remember(card, rating, day, stability)
    return seconds[rating - 1]


def _remember(card: Card, rating: Rating, day: int, stability: float) -> None:
    after = MODEL.after(card.memory, day - card.last)[rating - 1]
    if card.true is card.memory and (card.true or stability == 1.0):
        card.true = after
    elif card.true is None:
        card.true = Memory(after.stability * stability, after.difficulty)
    else:
        card.true = MODEL.after(card.true, day - card.last)[rating - 1]
    card.memory, card.rating = after, rating
    card.place = place_after(card.place, rating, USUAL)
    card.last = day


def _drawn(chance: Chance, shares: Sequence[float]) -> Rating:
    until = list(accumulate(shares))
    return Rating(1 + bisect_right(until, chance.share() * until[-1]))
