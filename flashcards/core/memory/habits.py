"""How a learner answers: which grades, in how many seconds; what a look ahead draws from."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeAlias

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
_IN_REVIEW: Final = 1
_FIRST_IN_STEPS: Final = 2 * Rating.AGAIN
_GRADES: Final = 1 + max(Rating)


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


Graded: TypeAlias = tuple[CardId, int, int | None, bool]
"""A review that counts: its card, its grade, the milliseconds that count, None where unknown, and
whether steps follow, as no due day was chosen."""


class GradeCounts(NamedTuple):
    """How often each grade was given in each state, in steps after which one.

    `timed` counts the answers whose time is known, and `spent_ms` is what they took; those to new
    cards are among those in learning.
    """

    grades: Counter[tuple[State, Rating | None, Rating]]
    timed: Counter[tuple[State, Rating]]
    spent_ms: Counter[tuple[State, Rating]]


def grade_counts(reviews: Iterable[Graded]) -> GradeCounts:
    """Reviews counted by the state that each found: steps follow until a due day is chosen.

    Each card's are in order. A card's place is 0 while it is new, 1 in review, and in steps twice
    its last grade, one more where it was in review before: so a review is a sum and three counts.
    """
    places = dict[CardId, int]()
    cells = range((2 * len(Rating) + _FIRST_IN_STEPS) * _GRADES)
    graded, timed, spent_ms = ([0 for _ in cells] for _ in range(3))
    place_of = places.get
    for card, rating, counted_ms, steps_follow in reviews:
        place = place_of(card, 0)
        cell = place * _GRADES + rating
        graded[cell] += 1
        if counted_ms is not None:
            timed[cell] += 1
            spent_ms[cell] += counted_ms
        places[card] = 2 * rating + (place & 1) if steps_follow else _IN_REVIEW
    return _by_state(graded, timed, spent_ms)


def _by_state(graded: Sequence[int], timed: Sequence[int], spent_ms: Sequence[int]) -> GradeCounts:
    found = GradeCounts(Counter(), Counter(), Counter())
    for place in range(len(graded) // _GRADES):
        state, before = _found(place)
        for rating in Rating:
            cell = place * _GRADES + rating
            found.grades[state, before, rating] += graded[cell]
            among = State.LEARNING if state is State.NEW else state, rating
            found.timed[among] += timed[cell]
            found.spent_ms[among] += spent_ms[cell]
    return found


def _found(place: int) -> tuple[State, Rating | None]:
    """The state of a card at a place, and its last grade where it is in steps."""
    if place < _FIRST_IN_STEPS:
        return (State.NEW, State.REVIEW)[place], None
    return _STEPS[place & 1], Rating(place // 2)


def habits_of(counts: GradeCounts, usual: Habits) -> Habits:
    """The learner's own habits, each figure drawn towards the usual one.

    The usual weighs as much as 20 answers, so that a few change little and hundreds decide.
    """
    grades, timed, spent_ms = counts
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
