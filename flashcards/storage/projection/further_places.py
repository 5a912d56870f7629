"""Cards that stand in two files: which place is the first, and what is kept of the other."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.decks.natural_order import path_key
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import duplicates

Row = Mapping[str, Any]
"""A row of the cards."""


def in_order(one: Row, other: Row, was: Row) -> list[Row]:
    """Two places of an id: that in deck order first, of two texts that which it had.

    Who copies a card with its `id:` and rewrites the copy has not rewritten the card.
    """
    if _text(one) == _text(other):
        return sorted((one, other), key=_place)
    places = sorted((one, other), key=lambda row: (row["path"] != was["path"], _place(row)))
    return sorted(places, key=lambda row: _text(row) != _text(was))


def further_place(first: Row, further: Row) -> dict[str, Any]:
    """The row of a place that is not the first."""
    return {
        "path": further["path"],
        "line": further["line"],
        "card_id": further["id"],
        "same_text": int(_text(first) == _text(further)),
    }


def _text(row: Row) -> tuple[str, str, str]:
    return row["kind"], row["front"], row["back"]


def _place(row: Row) -> str:
    return path_key(row["path"])


def takers(connection: Connection, ids: Collection[CardId]) -> set[tuple[CardId, str]]:
    """Those of the cards whose id stands for another text in a further place, and its file."""
    found: set[tuple[CardId, str]] = set()
    for some in batched(ids):
        query = select(duplicates.c.card_id, duplicates.c.path).where(duplicates.c.same_text == 0)
        rows = connection.execute(query.where(duplicates.c.card_id.in_(some)))
        found |= {(CardId(card), path) for card, path in rows}
    return found
