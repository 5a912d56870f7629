"""Answers that a wrong clock dated, and when they were given instead, as facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from flashcards.core.card import CardId
from flashcards.core.log.fact import CardFact, recorded_as
from flashcards.core.log.field_types import LIKE_AN_ID, InstantInUtc, SoundDay
from flashcards.core.log.stamp import FactId

if TYPE_CHECKING:
    from flashcards.core.log.facts import Review


@recorded_as("redated", is_act=True)
@dataclass(frozen=True, slots=True)
class Redated(CardFact):
    """The answer `review` was given at the instant `given_at`, on the study day `studied_on`.

    Of several the one that came about last counts; one that names an answer of another card says
    nothing. `part_of` is the first fact of an act that redated several.
    """

    review: Annotated[FactId, LIKE_AN_ID]
    given_at: InstantInUtc
    studied_on: SoundDay
    part_of: FactId | None = None


Redatings = Mapping[tuple[FactId, CardId], Redated]
"""The redating that holds for each answer, by its id and its card."""


def redatings(facts: Iterable[Redated]) -> Redatings:
    """What of these facts holds."""
    came_about = sorted(facts, key=lambda fact: (fact.stamp.clock, fact.stamp.id))
    return {(fact.review, fact.card): fact for fact in came_about}


def as_given(review: "Review", redated: Redatings) -> "Review":
    """The answer at the instant and on the study day that hold for it; the day chosen is void."""
    told = redated.get((review.stamp.id, review.card))
    if told is None:
        return review
    stamp = replace(review.stamp, at=told.given_at)
    return replace(review, stamp=stamp, studied_on=told.studied_on, due_on=None)
