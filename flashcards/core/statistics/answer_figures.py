"""Which grades were given, and how long answers took."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.rating import Rating
from flashcards.core.statistics.answered import Found, mark
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


def grades(marks: Counter[int]) -> tuple[Grades, ...]:
    """A row for each age of cards, of answers counted by their marks."""
    return tuple(_row(name, found, marks) for name, found in _ROWS.items())


def _row(name: str, ages: Iterable[Found], marks: Counter[int]) -> Grades:
    again, hard, good, easy = (sum(marks[mark(age, rating)] for age in ages) for rating in Rating)
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


def times(took_ms: Collection[int], cards: int, deck: str | None) -> Times:
    """The times of answers, which may be crammed ones too, to so many cards."""
    if not took_ms:
        return Times(deck, 0, 0.0, None, None, None)
    answers, total = len(took_ms), sum(took_ms)
    return Times(
        deck,
        answers,
        round(total / 60_000, 1),
        round(total / answers / 1000, 1),
        round(_median(Counter(took_ms), answers) / 1000, 1),
        round(total / cards / 1000, 1),
    )


def _median(counts: Mapping[int, int], total: int) -> float:
    """The median of values that are counted, at least one."""
    values = sorted(counts)
    until = list(accumulate(counts[value] for value in values))
    lower, upper = (values[bisect_right(until, place)] for place in ((total - 1) // 2, total // 2))
    return (lower + upper) / 2
