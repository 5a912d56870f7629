"""Whole histories read for replay, card by card, by the million rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Integer, func, select, text, type_coerce

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import CAME_WITH, ReviewSeries
from flashcards.core.log.facts import Fact
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import CREDIBLE, counted_clock
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import BESIDES_REVIEWS, EPOCH, MICROSECOND, day_of, facts
from flashcards.storage.log.rows import ANSWER_ROWS, facts_in
from flashcards.storage.log.undos import MOVING, besides_reviews

_COLUMNS: Final = (
    facts.c.card_id,
    facts.c.rating,
    type_coerce(facts.c.studied_on, Integer),
    type_coerce(facts.c.at, BigInteger),
    facts.c.utc_offset_s,
    type_coerce(facts.c.due_on, Integer),
    facts.c.score,
    facts.c.clock,
    facts.c.id,
    func.substr(facts.c.source, 1, len(CAME_WITH)) == CAME_WITH,
)
_MOVING: Final = names_of(*MOVING)


def cards_besides_reviews(connection: Connection) -> set[CardId]:
    """The cards whose schedules cannot be made of reviews, and of acts that move them, alone."""
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
        _, _, _, at_us, utc_offset_s, due_on, score, *_ = reviews[-1]
        chosen, at = None if due_on is None else day(due_on), EPOCH + at_us * MICROSECOND
        said = at, utc_offset_s, chosen, score is not None
        yield ReviewSeries(
            card, answers, *said, [_place(row) for row in reviews], [row[9] for row in reviews]
        )


def _place(row: Sequence[Any]) -> tuple[int, str]:
    """When the answer in a row came about."""
    clock, id_ = row[7], row[8]
    return (clock if clock <= CREDIBLE else counted_clock(clock, EPOCH + row[3] * MICROSECOND)), id_


def courses_and_acts(
    connection: Connection,
) -> Iterator[tuple[CardId, ReviewSeries | None, list[Fact]]]:
    """The reviews of every card and what moved it, by card: both are read side by side."""
    acts = _acts(connection)
    waiting = next(acts, None)
    for course in courses(connection):
        while waiting is not None and waiting[0] < course.card:
            yield waiting[0], None, waiting[1]
            waiting = next(acts, None)
        if waiting is not None and waiting[0] == course.card:
            yield course.card, course, waiting[1]
            waiting = next(acts, None)
        else:
            yield course.card, course, []
    while waiting is not None:
        yield waiting[0], None, waiting[1]
        waiting = next(acts, None)


def _acts(connection: Connection) -> Iterator[tuple[CardId, list[Fact]]]:
    """What moved each card, by card."""
    moving = text(BESIDES_REVIEWS), facts.c.kind.in_(_MOVING), facts.c.card_id.is_not(None)
    rows = streamed(connection, select(facts).where(*moving).order_by(facts.c.card_id))
    for card, own in groupby(rows, key=attrgetter("card_id")):
        yield CardId(card), list(facts_in(own))


@lru_cache(maxsize=100_000)
def _day(number: int) -> date:
    return day_of(number)
