"""When this database first saw each story whole: rows that no rebuild gives again."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.storage.database.properties import instant_in, say
from flashcards.storage.database.tables import about

WHOLE: Final = "whole_story "
"""What the key of each row begins with; the card's id follows."""


def put_whole_stories(
    connection: Connection,
    cards: Collection[CardId],
    at: datetime,
    became: Mapping[CardId, CardId],
) -> None:
    """Write down the stories that are whole now, and since when those are that were edited.

    `became` names the cards that are others edited, and which: they are whole since those were.
    """
    if not (cards or became):
        return
    before = whole_since(connection)
    known = dict(before)
    for card, old in became.items():
        if old in known:
            known[card] = min(known[old], known.get(card, known[old]))
    for card in cards:
        known.setdefault(card, at)
    for card, since in known.items():
        if before.get(card) != since:
            say(connection, WHOLE + card, since.isoformat())


def whole_since(connection: Connection) -> dict[CardId, datetime]:
    """The instant at which each story was first seen whole; what somebody else wrote is not."""
    query = select(about.c.key, about.c.value).where(about.c.key.startswith(WHOLE))
    found: dict[CardId, datetime] = {}
    for key, value in connection.execute(query):
        at = instant_in(value)
        if at is not None:
            found[CardId(key.removeprefix(WHOLE))] = at
    return found
