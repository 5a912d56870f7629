"""Every answer together with what it found: the one walk that all figures stand on."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Crammed
from flashcards.core.log.stamp import FactId
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.memory.predictions import Prediction, predictions
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.steps import UNSEEN, StepPlace, place_after
from flashcards.core.study.answer_time import counted_ms

MATURE_DAYS: Final = 21
"""From this interval on a card is mature (Anki)."""


class Found(StrEnum):
    """What an answer found: a card new, in steps, or in review on a short or a long interval.

    A crammed answer and the rating of a skill find no such thing: they take time, and say nothing
    of memory.
    """

    NEW = "new"
    LEARNING = "learning"
    YOUNG = "young"
    MATURE = "mature"
    CRAMMED = "crammed"
    RATED = "rated"


IN_REVIEW: Final = frozenset({Found.YOUNG, Found.MATURE})


Order = tuple[int, FactId]
"""Where in the log a fact came about: the logical clock, then the id."""


class CountingReview(NamedTuple):
    """What statistics need of a review that counts; read by the hundred thousand."""

    card: CardId
    rating: Rating
    studied_on: date
    due_on: date | None
    duration_ms: int | None
    came_about: Order
    is_skill: bool = False


class AnswerInContext(NamedTuple):
    """An answer, and what it found.

    `counted_ms` is None where the time is not known, `recall` what the model foretold, None for
    a new card and within a day; `elapsed_days` are study days since the answer before.
    """

    card: CardId
    rating: Rating
    studied_on: date
    counted_ms: int | None
    found: Found
    elapsed_days: int = 0
    recall: float | None = None

    @property
    def passed(self) -> bool:
        """Whether it was not Again."""
        return self.rating is not Rating.AGAIN


def lives(history: Iterable[CountingReview], resets: Iterable[Order]) -> list[list[CountingReview]]:
    """A card's reviews in order, apart where resets, given by where they came about, cut them."""
    cuts = sorted(resets)
    found: list[list[CountingReview]] = [[] for _ in range(len(cuts) + 1)]
    for given in history:
        found[bisect_right(cuts, given.came_about)].append(given)
    return found


def answers_of(
    card: CardId,
    life: Sequence[CountingReview],
    policy: Policy,
    model: Model,
    limit_s: int | None = None,
) -> Iterator[AnswerInContext]:
    """The answers to one card from new on, in order.

    The interval is the one that the answer before chose, or, where that chose none because it
    was entered late or came from elsewhere, the one that the model gives.
    """
    place = UNSEEN
    chosen_days: int | None = None
    for foretold in predictions(life, model):
        given = foretold.answer
        yield AnswerInContext(
            card,
            given.rating,
            given.studied_on,
            _counted(given, limit_s),
            _found(place, chosen_days, foretold, policy, model),
            foretold.elapsed_days,
            None if given.is_skill else foretold.recall,
        )
        place = place_after(place, given.rating, policy)
        chosen_days = (given.due_on - given.studied_on).days if given.due_on else None


def crammed_answer(card: CardId, crammed: Crammed, limit_s: int | None = None) -> AnswerInContext:
    """An answer given only to practise."""
    took = _counted(crammed, limit_s)
    return AnswerInContext(card, crammed.rating, crammed.studied_on, took, Found.CRAMMED)


def _counted(answer: CountingReview | Crammed, limit_s: int | None) -> int | None:
    return None if answer.duration_ms is None else counted_ms(answer.duration_ms, limit_s)


def _found(
    place: StepPlace,
    chosen_days: int | None,
    foretold: Prediction[CountingReview],
    policy: Policy,
    model: Model,
) -> Found:
    if foretold.answer.is_skill:
        return Found.RATED
    if foretold.memory is None:
        return Found.NEW
    if place.state is not State.REVIEW:
        return Found.LEARNING
    if chosen_days is None:
        chosen_days = round(model.interval_days(foretold.memory.stability, policy.retention))
    days = min(chosen_days, policy.maximum_interval_days)
    return Found.MATURE if days >= MATURE_DAYS else Found.YOUNG
