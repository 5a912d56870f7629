"""Every answer together with what it found: the one walk that all figures stand on.

A card's answers are columns here, and what they come to are counts: a million answers make no
million objects, which Python would look through again and again for garbage.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import Any, Final, NamedTuple

from flashcards.core.log.card_facts import Crammed
from flashcards.core.log.stamp import FactId
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.memory.predictions import predictions
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.steps import UNSEEN, StepPlace, place_after
from flashcards.core.study.answer_time import most_ms

MATURE_DAYS: Final = 21
"""From this interval on a card is mature (Anki)."""

_RATING_BITS: Final = 3
_RATING: Final = (1 << _RATING_BITS) - 1
_IN_REVIEW: Final = 1
_STEP: Final = timedelta(minutes=1)


class Found(IntEnum):
    """What an answer found: a card new, in steps, or in review on a short or a long interval.

    A crammed answer and the rating of a skill find no such thing: they take time, and say nothing
    of memory.
    """

    NEW = 0
    LEARNING = 1
    YOUNG = 2
    MATURE = 3
    CRAMMED = 4
    RATED = 5


_CRAMMED: Final = int(Found.CRAMMED)
_NEW, _LEARNING, _YOUNG, _MATURE = (int(found) << _RATING_BITS for found in list(Found)[:4])
IN_REVIEW: Final = frozenset({Found.YOUNG, Found.MATURE})

Order = tuple[int, FactId]
"""Where in the log a fact came about: the logical clock, then the id."""


class CountingReviews(NamedTuple):
    """A card's reviews that count, in order, a column for each thing that statistics need.

    `days` are study days, `due_days` those chosen or None, both as ordinals of dates.
    """

    ratings: Sequence[int]
    days: Sequence[int]
    due_days: Sequence[int | None]
    durations_ms: Sequence[int | None]
    are_of_skill: Sequence[bool]
    came_about: Sequence[Order] = ()


class Answers(NamedTuple):
    """Answers to a card, and what they found, column by column.

    `days` are ordinals of study days; `marks` say what was found and which grade was given, see
    `mark`; `counted_ms` is None where the time is not known; `elapsed_days` are study days since
    the answer before; `recalls` what the model foretold, None for a new card and within a day.
    """

    days: Sequence[int]
    marks: Sequence[int]
    counted_ms: Sequence[int | None]
    elapsed_days: Sequence[int]
    recalls: Sequence[float | None]


def mark(found: Found, rating: int) -> int:
    """What an answer found, and its grade, as one number."""
    return found << _RATING_BITS | rating


def found_of(marked: int) -> Found:
    """What the answer found."""
    return Found(marked >> _RATING_BITS)


def passed(marked: int) -> bool:
    """Whether the answer was not Again."""
    return marked & _RATING != Rating.AGAIN


def is_crammed(marked: int) -> bool:
    """Whether the answer was given only to practise."""
    return marked >> _RATING_BITS == _CRAMMED


TESTED: Final = frozenset(mark(found, rating) for found in IN_REVIEW for rating in Rating)
"""The marks of answers that found a card in review."""


def lives(history: CountingReviews, resets: Iterable[Order]) -> list[CountingReviews]:
    """A card's reviews in order, apart where resets, given by where they came about, cut them."""
    cuts = sorted(resets)
    places: list[list[int]] = [[] for _ in range(len(cuts) + 1)]
    for place, came_about in enumerate(history.came_about):
        places[bisect_right(cuts, came_about)].append(place)
    return [_taken(history, own) for own in places]


def _taken(history: CountingReviews, places: Sequence[int]) -> CountingReviews:
    columns: list[Any] = [[column[place] for place in places] for column in history]
    return CountingReviews(*columns)


def answers_of(
    life: CountingReviews, policy: Policy, model: Model, limit_s: int | None = None
) -> Answers:
    """The answers to one card from new on, in order."""
    gaps, stabilities, recalls = predictions(life.ratings, life.days, model)
    marks = _marks(life, stabilities, policy, model)
    if any(life.are_of_skill):
        rated = [mark(Found.RATED, rating) for rating in life.ratings]
        pairs = list(zip(life.are_of_skill, rated, marks, recalls, strict=True))
        marks = [own if is_of_skill else one for is_of_skill, own, one, _ in pairs]
        recalls = [None if is_of_skill else recall for is_of_skill, _, _, recall in pairs]
    return Answers(life.days, marks, counted(life.durations_ms, limit_s), gaps, recalls)


def added(parts: Sequence[Answers]) -> Answers:
    """The answers of several parts together."""
    if len(parts) == 1:
        return parts[0]
    return Answers(*(list(chain.from_iterable(columns)) for columns in zip(*parts, strict=True)))


def crammed_answers(crammed: Sequence[Crammed], limit_s: int | None = None) -> Answers:
    """Answers to one card that were given only to practise."""
    return Answers(
        [one.studied_on.toordinal() for one in crammed],
        [mark(Found.CRAMMED, one.rating) for one in crammed],
        counted([one.duration_ms for one in crammed], limit_s),
        [0] * len(crammed),
        [None] * len(crammed),
    )


def counted(durations_ms: Iterable[int | None], limit_s: int | None) -> list[int | None]:
    """The parts of thinking times that count."""
    most = most_ms(limit_s)
    return [most if took is not None and took > most else took for took in durations_ms]


def _marks(
    life: CountingReviews, stabilities: Sequence[float], policy: Policy, model: Model
) -> list[int]:
    """What each answer found, and its grade.

    The interval is the one that the answer before chose, or, where that chose none because it
    was entered late or came from elsewhere, the one that the model gives.
    """
    steps = _steps(len(policy.learning_steps), len(policy.relearning_steps))
    retention, may_mature = policy.retention, policy.maximum_interval_days >= MATURE_DAYS
    here, due, answered_on = 0, None, 0
    marks: list[int] = []
    for place, rating in enumerate(life.ratings):
        if not place:
            marks.append(_NEW | rating)
        elif here != _IN_REVIEW:
            marks.append(_LEARNING | rating)
        else:
            days = (
                round(model.interval_days(stabilities[place - 1], retention))
                if due is None
                else due - answered_on
            )
            marks.append((_MATURE if may_mature and days >= MATURE_DAYS else _YOUNG) | rating)
        here, due, answered_on = steps[here][rating], life.due_days[place], life.days[place]
    return marks


@lru_cache(maxsize=64)
def _steps(learning: int, relearning: int) -> Sequence[Sequence[int]]:
    """Where each grade leads from each place that learning steps have: new 0, in review 1."""
    policy = Policy(learning_steps=(_STEP,) * learning, relearning_steps=(_STEP,) * relearning)
    places, leads = [UNSEEN, StepPlace(State.REVIEW)], list[list[int]]()
    for place in places:
        after = [place_after(place, rating, policy) for rating in Rating]
        places += [one for one in dict.fromkeys(after) if one not in places]
        leads.append([0, *map(places.index, after)])
    return leads
