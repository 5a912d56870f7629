"""What a session's answers to one card came to, against what was to be expected of them."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import counting
from flashcards.core.log.stamp import FactId
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.replay import apply
from flashcards.core.study.answer_time import counted_ms

_MOST_HARD: Final = 3


class AnswersToCard(NamedTuple):
    """The answers that a session gave to a card: how many, how many Again and Hard, and their time.

    `expected` are the probabilities of recall that those to a card in review found, and `recalled`
    how many of them were not Again.
    """

    card: CardId
    answers: int
    again: int
    hard: int
    ms: int
    recalled: int = 0
    expected: tuple[float, ...] = ()


class RecallOfSession(NamedTuple):
    """Of so many answers to cards in review, what share was recalled, and was to be expected."""

    answers: int
    recalled: float
    expected: float


def answered(
    card: CardId, facts: Sequence[Fact], own: Iterable[FactId], policy: Policy, limit_s: int | None
) -> AnswersToCard:
    """The answers to a card that are a session's own, by all that ever happened to it."""
    model, schedule, wanted = Model(policy.parameters), Schedule(), frozenset(own)
    given: list[Review] = []
    expected: list[float] = []
    recalled = 0
    for fact in counting(facts):
        if isinstance(fact, Review) and fact.stamp.id in wanted:
            given.append(fact)
            recall = _recall(model, schedule, fact)
            if recall is not None:
                expected.append(recall)
                recalled += fact.rating is not Rating.AGAIN
        schedule = apply(schedule, fact, policy)
    # What a skill is rated is no recall: a low rating says how far one is, not that one forgot.
    graded = [one for one in given if one.score is None]
    return AnswersToCard(
        card,
        len(given),
        sum(one.rating is Rating.AGAIN for one in graded),
        sum(one.rating is Rating.HARD for one in graded),
        sum(counted_ms(one.duration_ms or 0, limit_s) for one in given),
        recalled,
        tuple(expected),
    )


def recall_of(found: Iterable[AnswersToCard]) -> RecallOfSession | None:
    """How all cards together were recalled; None where none was in review."""
    cards = [one for one in found if one.expected]
    answers = sum(len(one.expected) for one in cards)
    if not answers:
        return None
    recalled = sum(one.recalled for one in cards)
    expected = sum(sum(one.expected) for one in cards)
    return RecallOfSession(answers, recalled / answers, expected / answers)


def hardest(found: Iterable[AnswersToCard]) -> list[AnswersToCard]:
    """The few cards that were hard, those first that were forgotten most often."""
    hard = [one for one in found if one.again or one.hard]
    return sorted(hard, key=lambda one: (-one.again, -one.hard))[:_MOST_HARD]


def _recall(model: Model, before: Schedule, review: Review) -> float | None:
    """The probability that the answer would not be Again; None outside of review and for skills."""
    studied_on, stability = before.last_studied_on, before.stability
    if review.score is not None or before.state is not State.REVIEW:
        return None
    if studied_on is None or stability is None:
        return None
    days = (review.studied_on - studied_on).days
    return model.recall(stability, days) if days > 0 else None
