"""The cards of some files as they were, kept aside while those files are read anew."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection, column, insert, select, table, text

from flashcards.core.card import Card
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards
from flashcards.storage.projection.known_rows import card_from

_EMPTY: Final = text(
    "CREATE TEMPORARY TABLE cards_before AS SELECT * FROM cards WHERE path IS NULL"
)
_KEPT: Final = table("cards_before", *(column(one.name) for one in cards.columns))
_IS_THERE: Final = "cards as they were"
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
    connection.info[_IS_THERE] = True
    try:
        yield lambda path: [card_from(row) for row in connection.execute(_OF_FILE, {"path": path})]
    finally:
        del connection.info[_IS_THERE]
    connection.execute(text("DROP TABLE cards_before"))


def rows_before(connection: Connection, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """The rows of those of the cards that stood in these files, while they are kept."""
    if _IS_THERE not in connection.info:
        return {}
    found = connection.execute(select(_KEPT).where(_KEPT.c.id.in_(ids)))
    return {row["id"]: dict(row) for row in found.mappings().all()}
