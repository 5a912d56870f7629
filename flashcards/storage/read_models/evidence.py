"""The log as evidence of memory: reviews by the million, and what else is to be known of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    func,
    or_,
    select,
    text,
    type_coerce,
)

from flashcards.core.card import CardId
from flashcards.core.fitting.evidence import LoggedAnswer
from flashcards.core.log.card_facts import Reset
from flashcards.core.log.lineage import Order
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import Stamped
from flashcards.storage.database.batches import as_stored
from flashcards.storage.database.tables import BESIDES_REVIEWS, facts
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone

_RECALLED: Final = (*ANSWER_ROWS, facts.c.score.is_(None))
"""Answers that say something of memory: the ratings of skills do not."""


def counting_answers(
    connection: Connection, now: Mapping[CardId, CardId]
) -> Iterator[LoggedAnswer]:
    """The reviews that count, but for ratings of skills, in order, in flat memory.

    They are under the ids that cards have `now`.
    """
    day = type_coerce(facts.c.studied_on, Integer)
    query = select(facts.c.card_id, facts.c.rating, day, facts.c.clock, facts.c.id)
    known = (*_RECALLED, ~is_undone())
    rows = answers_in_order(connection, query.where(*known), rows_of=as_stored)
    for card, rating, studied_on, clock, id_ in rows:
        yield LoggedAnswer(now.get(card, card), rating, studied_on, (clock, id_))


def counting_resets(
    connection: Connection, now: Mapping[CardId, CardId]
) -> dict[CardId, Sequence[Order]]:
    """Where in the log each card was reset, in order, under the ids that cards have `now`."""
    resets = (text(f"facts.{BESIDES_REVIEWS}"), facts.c.kind.in_(names_of(Reset)), ~is_undone())
    query = select(facts.c.card_id, facts.c.clock, facts.c.id).where(*resets)
    found: dict[CardId, list[Order]] = {}
    for card, clock, id_ in connection.execute(query.order_by(facts.c.clock, facts.c.id)):
        found.setdefault(now.get(card, CardId(card)), []).append((clock, id_))
    return dict(found)


def reviews_before(connection: Connection, fact: Stamped) -> int:
    """How many reviews that count, but for ratings of skills, stand before a fact in the log."""
    at, clock = fact.stamp.at, fact.stamp.clock
    known = (*_RECALLED, ~is_undone())
    earlier = or_(facts.c.at < at, and_(facts.c.at == at, facts.c.clock < clock))
    return connection.execute(select(func.count()).where(*known, earlier)).scalar_one()
