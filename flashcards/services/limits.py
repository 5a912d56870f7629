"""How many new cards the study day still takes."""

from datetime import date

from flashcards.core.queue import Limits
from flashcards.services.collection import Collection
from flashcards.storage.counts import introduced_by_deck
from flashcards.storage.counts import new_limits as deck_limits
from flashcards.storage.database import Connection
from flashcards.storage.schedules import introduced_on


def new_limits(connection: Connection, collection: Collection, today: date) -> Limits:
    """The day's rest for the collection, and for the decks that have a limit of their own."""
    rest = collection.settings.new_per_day - introduced_on(connection, today)
    limits = deck_limits(connection)
    done = introduced_by_deck(connection, today) if limits else {}
    by_deck = {deck: max(0, limit - done.get(deck, 0)) for deck, limit in limits.items()}
    return Limits(max(0, rest), by_deck)
