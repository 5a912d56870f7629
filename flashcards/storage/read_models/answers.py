"""Answers that came into the log after a place in it."""

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.log.lineage import sources
from flashcards.storage.database.tables import facts
from flashcards.storage.log.lineage import edges_around
from flashcards.storage.log.log import history_of, is_followed
from flashcards.storage.log.undos import is_undone


def answers_since(connection: Connection, card: CardId, clock: int) -> list[Review]:
    """The answers in a card's history that are later than a clock and count, in order."""
    ids = sources(card, edges_around(connection, card))
    later = (facts.c.clock > clock, is_followed(), ~is_undone())
    answers = (facts.c.card_id.in_(ids), facts.c.kind == "review")
    found = set(connection.execute(select(facts.c.id).where(*answers, *later)).scalars())
    if not found:
        return []
    history = history_of(connection, card)
    return [one for one in history if isinstance(one, Review) and one.stamp.id in found]
