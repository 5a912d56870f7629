"""The index of facts by card, which waits while a long log comes in.

Ids and clocks grow with time, cards are anywhere: with this index each fact touches another page
of the file, which takes three times as long as all else about it. Made at once, it is sorted once.
"""

from typing import Final

from sqlalchemy import Connection

from flashcards.storage.database.tables import facts

_BY_CARD: Final = next(index for index in facts.indexes if index.name == "facts_by_card")


def drop_card_index(connection: Connection) -> None:
    """Let facts come in without it, in SQLite; whatever asks for a card's facts then searches."""
    if connection.dialect.name == "sqlite":
        _BY_CARD.drop(connection, checkfirst=True)


def make_card_index(connection: Connection) -> None:
    """Make it where it is not there."""
    _BY_CARD.create(connection, checkfirst=True)
