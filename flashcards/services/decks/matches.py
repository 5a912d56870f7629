"""What the last reading that changed anything made of new and vanished cards."""

from flashcards.core.decks.matching.match import Match
from flashcards.services.collection import Collection
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.matches import last_matches as stored_matches


def last_matches(collection: Collection) -> list[Match]:
    """Every card of that reading that came, went or changed, as it was matched."""
    with reading(collection.engine) as connection:
        return stored_matches(connection)
