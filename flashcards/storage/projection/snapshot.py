"""The cards of some files as they were, kept aside while those files are read anew."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, column, insert, select, table, text

from flashcards.core.card import Card
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards
from flashcards.storage.projection.known_rows import card_from

_EMPTY: Final = text(
    "CREATE TEMPORARY TABLE cards_before AS SELECT * FROM cards WHERE path IS NULL"
)
_KEPT: Final = table("cards_before", *(column(one.name) for one in cards.columns))
_OF_FILE: Final = text("SELECT * FROM cards_before WHERE path = :path ORDER BY position")


@contextmanager
def cards_before(
    connection: Connection, paths: Collection[str]
) -> Iterator[Callable[[str], list[Card]]]:
    """Gives a file's cards as they stood when the block began, from a temporary table.

    Where the block fails, the table goes with the transaction.
    """
    connection.execute(_EMPTY)
    for some in batched(paths):
        chosen = select(cards).where(cards.c.path.in_(some))
        connection.execute(insert(_KEPT).from_select(_KEPT.columns.keys(), chosen))
    connection.execute(text("CREATE INDEX cards_before_path ON cards_before (path)"))
    yield lambda path: [card_from(row) for row in connection.execute(_OF_FILE, {"path": path})]
    connection.execute(text("DROP TABLE cards_before"))
