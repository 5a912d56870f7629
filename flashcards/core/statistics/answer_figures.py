"""Which grades were given, and how long answers took."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
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


@dataclass(frozen=True, slots=True)
class Times:
    """Counted thinking time of a deck, or (deck null) of all; answers without a time left out.

    `mean_s` and `median_s` are seconds an answer took, `card_s` the seconds that a card has
    taken altogether, on average; None of nothing.
    """

    deck: str | None
    answers: int
    minutes: float
    mean_s: float | None
    median_s: float | None
    card_s: float | None


def times(answers: Iterable[AnswerInContext], deck: str | None) -> Times:
    """The times of answers, which may be crammed ones too."""
    timed = [(answer.card, answer.counted_ms) for answer in answers]
    known = [(card, took) for card, took in timed if took is not None]
    if not known:
        return Times(deck, 0, 0.0, None, None, None)
    took_ms = [took for _, took in known]
    total, cards = sum(took_ms), len({card for card, _ in known})
    return Times(
        deck,
        len(known),
        round(total / 60_000, 1),
        round(total / len(took_ms) / 1000, 1),
        round(median(took_ms) / 1000, 1),
        round(total / cards / 1000, 1),
    )
