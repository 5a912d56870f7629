"""What no undo names and yet does not count, in the database: a projection of the log.

Answers that a later grade outranks, and what came with an import and is told by other facts, too.
"""

from collections.abc import Collection, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Select, and_, delete, func, insert, or_, select, text
from sqlalchemy import type_coerce as as_type

from flashcards.core.card import CardId
from flashcards.core.log.brought_facts import (
    IMPORTED,
    BroughtBurial,
    BroughtCram,
    BroughtReset,
    BroughtResumption,
    BroughtSuspension,
)
from flashcards.core.log.brought_twice import brought_twice
from flashcards.core.log.card_facts import CAME_WITH
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.outranked import outranked
from flashcards.core.log.record import names_of
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import BESIDES_REVIEWS, facts
from flashcards.storage.database.tables import outranked as table
from flashcards.storage.log.rows import facts_in
from flashcards.storage.log.undos import all_undos_filed_elsewhere

_BROUGHT: Final = names_of(
    *(BroughtBurial, BroughtCram, BroughtReset, BroughtResumption, BroughtSuspension)
)
_MILLISECOND_US: Final = 1_000


def settle_outranked(connection: Connection, cards: Collection[CardId] | None = None) -> None:
    """Bring the table up to the log, for some cards or for all."""
    found: set[str | None] = set()
    if cards is None:
        connection.execute(delete(table))
        for query in _contested():
            found.update(connection.execute(query).scalars())
    else:
        for some in batched(cards):
            connection.execute(delete(table).where(table.c.card_id.in_(some)))
            for query in _contested():
                among = query.where(facts.c.card_id.in_(some))
                found.update(connection.execute(among).scalars())
    known = sorted(card for card in found if card is not None)
    for rows in batched(_rows(connection, known)):
        connection.execute(insert(table), rows)


def is_contested(connection: Connection) -> bool:
    """Whether anything is outranked."""
    return connection.execute(select(table.c.id).limit(1)).first() is not None


def _contested() -> tuple[Select[Any], ...]:
    """The cards of which something may be outranked."""
    besides = text(f"facts.{BESIDES_REVIEWS}")  # said, so that SQLite reads the index of these few
    regraded = select(facts.c.card_id).where(besides, facts.c.kind == "regraded").distinct()
    is_state = and_(facts.c.kind == "due-set", facts.c.body.contains(f'"{IMPORTED}"'))
    states = select(facts.c.card_id).where(besides, or_(facts.c.kind.in_(_BROUGHT), is_state))
    twice = states.group_by(facts.c.card_id, facts.c.kind, facts.c.at).having(func.count() > 1)
    return regraded, twice, _answered_twice()


def _answered_twice() -> Select[Any]:
    """The cards with an answer that came with an import, and another at the same millisecond."""
    rival = facts.alias()
    at, rivals = as_type(facts.c.at, BigInteger), as_type(rival.c.at, BigInteger)
    begun = at - at % _MILLISECOND_US
    same = (rival.c.card_id == facts.c.card_id, rivals.between(begun, begun + _MILLISECOND_US - 1))
    other = select(rival.c.id).where(*same, rival.c.kind == "review", rival.c.id != facts.c.id)
    brought = (facts.c.kind == "review", facts.c.source.startswith(CAME_WITH))
    return select(facts.c.card_id).where(*brought, other.exists()).distinct()


def _rows(connection: Connection, cards: Collection[str]) -> Iterator[dict[str, Any]]:
    """The rows of some cards, whose facts are read a part at a time."""
    if not cards:
        return
    elsewhere = all_undos_filed_elsewhere(connection)
    for some in batched(cards):
        chosen = select(facts).where(facts.c.card_id.in_(some))
        ordered = chosen.order_by(facts.c.card_id)
        for card, rows in groupby(connection.execute(ordered), attrgetter("card_id")):
            known = list(facts_in(rows))
            if undos := elsewhere.get(CardId(card)):
                query = select(facts).where(facts.c.id.in_(undos))
                known += facts_in(connection.execute(query))
            yield from ({"id": id_, "card_id": card} for id_ in _outranked_of(known))


def _outranked_of(known: Collection[Fact]) -> set[str]:
    undone = {fact.undoes for fact in known if isinstance(fact, Undo)}
    lost = outranked(known, undone)
    return set(lost | brought_twice(known, undone | lost))
