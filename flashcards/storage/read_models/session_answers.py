"""The answers of one session, and the study days on which anything was answered."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Crammed
from flashcards.core.log.stamp import FactId
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import facts_that_count
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone, not_counting


def answers_by_card(connection: Connection, ids: Collection[FactId]) -> dict[CardId, list[FactId]]:
    """Those of the facts that are answers and count, card by card, in the order given."""
    found: defaultdict[CardId, list[FactId]] = defaultdict(list)
    columns = select(facts.c.card_id, facts.c.id).order_by(facts.c.clock, facts.c.id)
    for some in batched(ids):
        rows = connection.execute(columns.where(*ANSWER_ROWS, facts.c.id.in_(some), ~is_undone()))
        for card, fact in rows:
            found[CardId(card)].append(FactId(fact))
    return dict(found)


def studied_days(connection: Connection) -> set[date]:
    """The study days with an answer that counts, practice too."""
    query = select(facts.c.studied_on).distinct().where(*ANSWER_ROWS)
    days = set(connection.execute(query.where(facts.c.id.not_in(not_counting()))).scalars())
    return days | {one.studied_on for one in facts_that_count(connection, Crammed)}
