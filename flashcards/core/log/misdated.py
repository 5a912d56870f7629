"""Answers that a wrong clock dated: told as they were given, and when that can have been."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.stamp import FactId

DAY: Final = timedelta(days=1)
"""What is dated further ahead is named; what is not is right again before it can matter."""

_UNNOTICED: Final = 31 * DAY
"""How long before the latest bound answers may lie of which nothing else is known."""

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


class Bounds(NamedTuple):
    """The instants that answers were given between; None where nothing came before them."""

    earliest: datetime | None
    latest: datetime


def given_at(dated: Sequence[datetime], bounds: Bounds) -> list[datetime]:
    """The instants at which answers dated so were given, as far apart as they are dated.

    They are set back by the fewest whole years that fit between the bounds, else by the fewest
    whole days, so that the time of day stays; else so that the last is at the latest bound.
    """
    first, last = min(dated), max(dated)
    earliest = bounds.earliest or bounds.latest - (last - first) - _UNNOTICED
    latest = max(earliest, bounds.latest)
    # A clock is taken to be wrong by its date, years or days, and right by the time of day.
    days = -(-(last - latest) // DAY) * DAY
    ways = (last - _years_before(last, latest), days, last - latest)
    back = next((way for way in ways if first - way >= earliest), ways[-1])
    return [max(at - back, earliest) for at in dated]


def _years_before(at: datetime, latest: datetime) -> datetime:
    """The same day and time in the last year in which it is no later than `latest`."""
    every_year = at.replace(day=28) if (at.month, at.day) == (2, 29) else at
    this_year = every_year.replace(year=latest.year)
    return this_year if this_year <= latest else every_year.replace(year=latest.year - 1)
