"""Which grades were given."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flashcards.core.rating import Rating
from flashcards.core.statistics.answered import AnswerInContext, Found
from flashcards.core.statistics.days import share

_ROWS: Final = {
    "learning": (Found.NEW, Found.LEARNING),
    "young": (Found.YOUNG,),
    "mature": (Found.MATURE,),
}


@dataclass(frozen=True, slots=True)
class Grades:
    """How often each grade was given to cards in learning, new ones included, young or mature.

    `correct` is the share that was not Again, None of nothing.
    """

    cards: str
    again: int
    hard: int
    good: int
    easy: int
    answers: int
    correct: float | None


def grades(answers: Iterable[AnswerInContext]) -> tuple[Grades, ...]:
    """A row for each age of cards; a self-assessment's score counts as its grade."""
    counts = Counter((answer.found, answer.rating) for answer in answers)
    return tuple(_row(name, found, counts) for name, found in _ROWS.items())


def _row(name: str, ages: Iterable[Found], counts: Counter[tuple[Found, Rating]]) -> Grades:
    again, hard, good, easy = (sum(counts[age, rating] for age in ages) for rating in Rating)
    passed = hard + good + easy
    total = again + passed
    return Grades(name, again, hard, good, easy, total, share(passed, total))
