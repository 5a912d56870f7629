"""When this database first read each card: what a query for added cards goes by."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, exists, insert, literal, select

from flashcards.core.card import CardId
from flashcards.storage.database.batches import batched
from flashcards.storage.database.kept_tables import first_reads
from flashcards.storage.database.tables import Instant, cards


def put_first_reads(
    connection: Connection,
    paths: Collection[str],
    at: datetime,
    became: Mapping[CardId, CardId],
) -> None:
    """Write down the cards of some files that were not there before, read at an instant.

    `became` names the cards that are others edited, and which: they came when those did.
    """
    _take_over(connection, became)
    is_there = exists().where(first_reads.c.card_id == cards.c.id)
    new = select(cards.c.id, literal(at, Instant)).where(~is_there)
    for some in batched(paths):
        fresh = new.where(cards.c.path.in_(some))
        connection.execute(insert(first_reads).from_select(["card_id", "at"], fresh))


def first_read_at(connection: Connection) -> dict[CardId, datetime | None]:
    """The instant at which each card was first read; None where that is not known any more."""
    return {CardId(card): at for card, at in connection.execute(select(first_reads))}


def _take_over(connection: Connection, became: Mapping[CardId, CardId]) -> None:
    known = first_reads_of(connection, {*became, *became.values()})
    rows = [
        {"card_id": new, "at": known[old]}
        for new, old in became.items()
        if old in known and new not in known
    ]
    if rows:
        connection.execute(insert(first_reads), rows)


def first_reads_of(
    connection: Connection, ids: Collection[CardId]
) -> dict[CardId, datetime | None]:
    """The same of some cards, those that were ever read here."""
    found: dict[CardId, datetime | None] = {}
    for some in batched(ids):
        rows = connection.execute(select(first_reads).where(first_reads.c.card_id.in_(some)))
        found |= {CardId(card): at for card, at in rows}
    return found
