"""Answers that a wrong clock dated, told as they were given instead."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.stamp import FactId

Redatings = Mapping[tuple[FactId, CardId], Redated]
"""The redating that holds for each answer, by its id and its card."""


def redatings(facts: Iterable[Redated]) -> Redatings:
    """What of these facts holds."""
    came_about = sorted(facts, key=lambda fact: (fact.stamp.clock, fact.stamp.id))
    return {(fact.review, fact.card): fact for fact in came_about}


def as_given(review: Review, redated: Redatings) -> Review:
    """The answer at the instant and on the study day that hold for it; the day chosen is void."""
    told = redated.get((review.stamp.id, review.card))
    if told is None:
        return review
    stamp = replace(review.stamp, at=told.given_at)
    return replace(review, stamp=stamp, studied_on=told.studied_on, due_on=None)
