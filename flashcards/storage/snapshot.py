"""The cards of some files as they were, kept aside while those files are read anew."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, text

from flashcards.core.card import Card
from flashcards.storage.cards import card_from

_KEEP: Final = text(
    "CREATE TEMP TABLE cards_before AS SELECT * FROM cards"
    " WHERE path IN (SELECT value FROM json_each(:paths))"
)
_OF_FILE: Final = text("SELECT * FROM cards_before WHERE path = :path ORDER BY position")


@contextmanager
def cards_before(
    connection: Connection, paths: Collection[str]
) -> Iterator[Callable[[str], list[Card]]]:
    """Gives a file's cards as they stood when the block began, from a temporary table."""
    connection.execute(_KEEP, {"paths": json.dumps(list(paths))})
    connection.execute(text("CREATE INDEX temp.cards_before_path ON cards_before (path)"))
    try:
        yield lambda path: [card_from(r) for r in connection.execute(_OF_FILE, {"path": path})]
    finally:
        connection.execute(text("DROP TABLE temp.cards_before"))
