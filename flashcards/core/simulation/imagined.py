"""A card as it is imagined in the days ahead: answered by chance, as the model and habits say."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from flashcards.core.card import Source
from flashcards.core.memory.fsrs_model import Memory, Model
from flashcards.core.memory.habits import Habits
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State
from flashcards.core.scheduling.load_balancing import interval_range
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.steps import IN_REVIEW, UNSEEN, StepPlace, place_after

_GRADES: Final = tuple(Rating)
_NOTHING: Final = Memory(0.0, 0.0)
_MOST_STEPS: Final = 5
"""After so many answers in steps a card is imagined to leave them, as in fsrs-rs's simulator."""


@dataclass(slots=True, eq=False)
class Imagined:
    """A card with its memory and place; `last` and `due` are days from the first one looked at.

    `source` is where it was cut from, None where it has no siblings; `seconds` are what an answer
    takes, None where habit says so.
    """

    deck: str
    policy: Policy
    chance: Chance
    memory: Memory = _NOTHING
    place: StepPlace = UNSEEN
    last: int = 0
    due: int = 0
    source: Source | None = None
    seconds: float | None = None

    @property
    def is_new(self) -> bool:
        """Whether it was never answered."""
        return self.place.state is State.NEW


class Learner:
    """How cards are answered: recalled as the model foretells, graded and timed by habit."""

    def __init__(self, model: Model, habits: Habits) -> None:
        self._model = model
        self._first = _Grades(habits.first)
        self._recalled = _Grades((0.0, *habits.recalled))
        self._in_steps = {
            State.LEARNING: [_Grades(row) for row in habits.learning],
            State.RELEARNING: [_Grades(row) for row in habits.relearning],
        }
        self._review_s = habits.review_s
        self._steps_s = {
            State.LEARNING: habits.learning_s,
            State.RELEARNING: habits.relearning_s,
        }

    def recall(self, card: Imagined, day: int) -> float:
        """The probability of recall on a day, of a card that is not new."""
        return self._model.recall(card.memory.stability, day - card.last)

    def answer(self, card: Imagined, day: int) -> float:
        """Answer a card until its steps are over; the seconds it takes."""
        match card.place.state:
            case State.NEW:
                rating = self._first.drawn(card.chance)
                seconds = self._steps_s[State.LEARNING][rating - 1]
                card.last = day
                self._given(card, rating, day)
            case State.REVIEW:
                rating = self._recalled.drawn(card.chance)
                if card.chance.share() >= self.recall(card, day):
                    rating = Rating.AGAIN
                seconds = self._review_s[rating - 1]
                self._given(card, rating, day)
            case _:
                rating = Rating.GOOD if card.place.step else Rating.AGAIN
                seconds = 0.0
        return seconds + self._through_steps(card, rating, day)

    def days(self, card: Imagined) -> tuple[int, int]:
        """The shortest and the longest interval after the last answer."""
        wanted = self._model.interval_days(card.memory.stability, card.policy.retention)
        longest = card.policy.maximum_interval_days
        return _range(min(max(1, round(wanted)), longest), longest)

    def _through_steps(self, card: Imagined, rating: Rating, day: int) -> float:
        seconds = 0.0
        for _ in range(_MOST_STEPS):
            state = card.place.state
            if state is State.REVIEW:
                break
            rating = self._in_steps[state][rating - 1].drawn(card.chance)
            seconds += self._steps_s[state][rating - 1]
            self._given(card, rating, day)
        card.place = IN_REVIEW
        return seconds

    def _given(self, card: Imagined, rating: Rating, day: int) -> None:
        before = None if card.is_new else card.memory
        card.memory = self._model.after(before, day - card.last)[rating - 1]
        card.place = place_after(card.place, rating, card.policy)
        card.last = day


class _Grades:
    """Grades from Again on, each with its share."""

    def __init__(self, shares: Sequence[float]) -> None:
        self._until = list(accumulate(shares))

    def drawn(self, chance: Chance) -> Rating:
        """One of them."""
        return _GRADES[bisect_right(self._until, chance.share() * self._until[-1])]


_range = lru_cache(maxsize=4096)(interval_range)
