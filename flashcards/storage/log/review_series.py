"""Whole histories read for replay, card by card, by the million rows."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from sqlalchemy import BigInteger, Connection, Integer, select, type_coerce

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import ReviewSeries
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import EPOCH, MICROSECOND, day_of, facts
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import besides_reviews

_COLUMNS: Final = (
    facts.c.card_id,
    facts.c.rating,
    type_coerce(facts.c.studied_on, Integer),
    type_coerce(facts.c.at, BigInteger),
    facts.c.utc_offset_s,
    type_coerce(facts.c.due_on, Integer),
    facts.c.score,
)


def cards_besides_reviews(connection: Connection) -> set[CardId]:
    """The cards with facts that a schedule cannot be made without, other than reviews."""
    return {CardId(card) for card in connection.execute(besides_reviews()).scalars()}


def courses(connection: Connection) -> Iterator[ReviewSeries]:
    """The reviews of every card that has any, undone ones too, in flat memory."""
    known = ANSWER_ROWS
    ordered = (facts.c.card_id, facts.c.at, facts.c.clock, facts.c.id)
    query = select(*_COLUMNS).where(*known).order_by(*ordered)
    rows = streamed(connection, query)
    day = _day
    for card, own in groupby(rows, key=itemgetter(0)):
        reviews = list(own)
        answers = [(row[1], day(row[2])) for row in reviews]
        _, _, _, at, utc_offset_s, due_on, score = reviews[-1]
        chosen = None if due_on is None else day(due_on)
        said = EPOCH + at * MICROSECOND, utc_offset_s, chosen, score is not None
        yield ReviewSeries(card, answers, *said)


@lru_cache(maxsize=100_000)
def _day(number: int) -> date:
    return day_of(number)
