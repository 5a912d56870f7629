"""How a learner answers: which grades, in how many seconds; what a look ahead draws from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.rating import Rating
from flashcards.core.schedule import State

# A mean of few answers is mostly luck, so each figure begins with the usual one and leaves it
# slowly (additive smoothing), without a number of answers at which it would leap.
_WEIGHT: Final = 20
"""The usual figure of each cell weighs as much as so many answers of the learner's own."""

_FAILED: Final = 0.1
"""The share of reviews that fail at the usual retention."""

_RECALLED: Final = (Rating.HARD, Rating.GOOD, Rating.EASY)
_BEFORE: Final = (Rating.AGAIN, Rating.HARD, Rating.GOOD)
_STEPS: Final = (State.LEARNING, State.RELEARNING)


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares of grades, and mean seconds an answer takes.

    `first`: Again, Hard, Good, Easy of a new card; `recalled`: Hard, Good, Easy of a card in
    review that was recalled; `learning` and `relearning`: in steps, a row for each of the last
    grades Again, Hard, Good; `learning_s`, `review_s`, `relearning_s`: seconds, one a grade.
    """

    first: tuple[float, ...]
    recalled: tuple[float, ...]
    learning: tuple[tuple[float, ...], ...]
    relearning: tuple[tuple[float, ...], ...]
    learning_s: tuple[float, ...]
    review_s: tuple[float, ...]
    relearning_s: tuple[float, ...]


class Graded(NamedTuple):
    """A review that counts: `counted_ms` None where unknown, `steps_follow` if no due day was."""

    card: CardId
    rating: Rating
    counted_ms: int | None
    steps_follow: bool


class GradedAnswer(NamedTuple):
    """A grade, the state it found, and the grade before it where the card was in steps."""

    found: State
    before: Rating | None
    rating: Rating
    counted_ms: int | None = None


def answers_of(reviews: Iterable[Graded]) -> Iterator[GradedAnswer]:
    """Each review, in order, with the state it found: steps follow until a due day is chosen."""
    last: dict[CardId, Graded] = {}
    learned: set[CardId] = set()
    for review in reviews:
        before = last.get(review.card)
        if before is None:
            yield GradedAnswer(State.NEW, None, review.rating, review.counted_ms)
        elif not before.steps_follow:
            yield GradedAnswer(State.REVIEW, None, review.rating, review.counted_ms)
        else:
            found = State.RELEARNING if review.card in learned else State.LEARNING
            yield GradedAnswer(found, before.rating, review.rating, review.counted_ms)
        last[review.card] = review
        if not review.steps_follow:
            learned.add(review.card)


def habits_of(answers: Iterable[GradedAnswer], usual: Habits) -> Habits:
    """The learner's own habits, each figure drawn towards the usual one.

    The usual weighs as much as 20 answers, so that a few change little and hundreds decide.
    """
    grades: Counter[tuple[State, Rating | None, Rating]] = Counter()
    timed: Counter[tuple[State, Rating]] = Counter()
    spent_ms: Counter[tuple[State, Rating]] = Counter()
    for found, before, rating, counted_ms in answers:
        grades[found, before, rating] += 1
        if counted_ms is not None:
            cell = (State.LEARNING if found is State.NEW else found, rating)
            timed[cell] += 1
            spent_ms[cell] += counted_ms
    learning, relearning = (
        tuple(
            _shares([grades[state, before, rating] for rating in Rating], row)
            for before, row in zip(_BEFORE, rows, strict=True)
        )
        for state, rows in zip(_STEPS, (usual.learning, usual.relearning), strict=True)
    )

    def seconds(state: State, expected: Sequence[float]) -> tuple[float, ...]:
        cells = ((state, rating) for rating in Rating)
        return tuple(
            (spent_ms[cell] / 1000 + _WEIGHT * usual_s) / (timed[cell] + _WEIGHT)
            for cell, usual_s in zip(cells, expected, strict=True)
        )

    return Habits(
        first=_shares([grades[State.NEW, None, rating] for rating in Rating], usual.first),
        recalled=_shares([grades[State.REVIEW, None, r] for r in _RECALLED], usual.recalled),
        learning=learning,
        relearning=relearning,
        learning_s=seconds(State.LEARNING, usual.learning_s),
        review_s=seconds(State.REVIEW, usual.review_s),
        relearning_s=seconds(State.RELEARNING, usual.relearning_s),
    )


def with_answer_time(habits: Habits, answer_s: float) -> Habits:
    """The same grades in other times: an answer to a card in review takes so long on average."""
    failed, *recalled = habits.review_s
    passed = sum(s * share for s, share in zip(recalled, habits.recalled, strict=True))
    factor = answer_s / (_FAILED * failed + (1 - _FAILED) * passed)

    def scaled(seconds: Sequence[float]) -> tuple[float, ...]:
        return tuple(factor * one for one in seconds)

    return replace(
        habits,
        learning_s=scaled(habits.learning_s),
        review_s=scaled(habits.review_s),
        relearning_s=scaled(habits.relearning_s),
    )


def _shares(counts: Sequence[int], usual: Sequence[float]) -> tuple[float, ...]:
    """The share of each grade, the usual one counted as 20 answers."""
    whole = sum(counts) + _WEIGHT
    return tuple(
        (count + _WEIGHT * share) / whole for count, share in zip(counts, usual, strict=True)
    )
