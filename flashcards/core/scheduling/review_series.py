"""A card's answers as replay takes them: one after the other, by the million."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review


class ReviewSeries(NamedTuple):
    """A card's answers in order, as (rating, study day), and what the last of them says besides.

    `at`, `utc_offset_s` and `due_on` are those of the last review.
    """

    card: CardId
    answers: Sequence[tuple[int, date]]
    at: datetime
    utc_offset_s: int = 0
    due_on: date | None = None


def series_of(reviews: Sequence[Review]) -> ReviewSeries:
    """The reviews of one card, in order, as a course; at least one."""
    last = reviews[-1]
    answers = [(int(review.rating), review.studied_on) for review in reviews]
    return ReviewSeries(last.card, answers, last.stamp.at, last.utc_offset_s, last.due_on)
