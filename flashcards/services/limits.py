"""How much the study day still takes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flashcards.core.card import CardId
from flashcards.core.queue import Limits
from flashcards.services.collection import Collection
from flashcards.storage.counts import deck_limits, studied_by_deck
from flashcards.storage.database import Connection

_MS_A_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class DayLimits:
    """What is left of the day's new cards and reviews."""

    new: Limits
    reviews: Limits


def day_limits(connection: Connection, collection: Collection, today: date) -> DayLimits:
    """The day's rest for the collection, and for the decks that have limits of their own."""
    settings = collection.settings
    of_new, of_reviews = deck_limits(connection)
    first, again = studied_by_deck(connection, today)
    reviews = settings.reviews_per_day
    return DayLimits(
        Limits(max(0, settings.new_per_day - first.total()), _rest(of_new, first)),
        Limits(
            None if reviews is None else max(0, reviews - again.total()), _rest(of_reviews, again)
        ),
    )


def ms_left(minutes: int, spent: Counter[CardId]) -> float:
    """What is left of a day's minutes, in milliseconds, after those spent on each card."""
    return max(0.0, minutes * _MS_A_MINUTE - spent.total())


def _rest(limits: Mapping[str, int], done: Mapping[str, int]) -> dict[str, int]:
    return {deck: max(0, limit - done.get(deck, 0)) for deck, limit in limits.items()}
