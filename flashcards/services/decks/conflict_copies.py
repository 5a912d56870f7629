"""Decks that a file-sync service left beside others."""

from flashcards.services.collection import Collection
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.decks import copies_of_decks


def deck_copies(collection: Collection) -> dict[str, str]:
    """The copies as the decks were last read, by path, and the paths of what they are copies of."""
    with reading(collection.engine) as connection:
        return copies_of_decks(connection)
