"""The answers that a later grade outranks, in the database: a projection of the log."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from flashcards.core.card import CardId
from flashcards.core.log.facts import Undo
from flashcards.core.log.outranked import outranked
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import facts
from flashcards.storage.database.tables import outranked as table
from flashcards.storage.log.log import facts_of


def settle_outranked(connection: Connection, cards: Collection[CardId] | None = None) -> None:
    """Bring the table up to the log, for some cards or for all."""
    regraded = select(facts.c.card_id).where(facts.c.kind == "regraded").distinct()
    if cards is None:
        connection.execute(delete(table))
        found = set(connection.execute(regraded).scalars())
    else:
        found = set()
        for some in batched(cards):
            connection.execute(delete(table).where(table.c.card_id.in_(some)))
            chosen = regraded.where(facts.c.card_id.in_(some))
            found |= set(connection.execute(chosen).scalars())
    rows = [
        {"id": answer, "card_id": card}
        for card in sorted(found)
        for answer in _outranked_of(connection, CardId(card))
    ]
    if rows:
        connection.execute(insert(table), rows)


def is_contested(connection: Connection) -> bool:
    """Whether any answer is outranked."""
    return connection.execute(select(table.c.id).limit(1)).first() is not None


def _outranked_of(connection: Connection, card: CardId) -> set[str]:
    known = facts_of(connection, card)
    return set(outranked(known, {fact.undoes for fact in known if isinstance(fact, Undo)}))
