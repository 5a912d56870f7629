"""Whether the log has grown."""

from flashcards.services.collection import Collection
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import last_clock


def log_state(collection: Collection) -> int:
    """A number that grows with every act on this machine; cheap however long the log."""
    with reading(collection.engine) as connection:
        return last_clock(connection)
