"""Answers read in the log's order, those that were redated where they were given instead."""

from collections.abc import Callable, Iterator
from datetime import datetime
from heapq import merge
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Row, Select, func, select, type_coerce

from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.misdated import Redatings, as_given, redatings
from flashcards.core.log.stamp import FactId, MachineId
from flashcards.storage.database.batches import batched, streamed
from flashcards.storage.database.tables import facts, microseconds_of, number_of, schedules
from flashcards.storage.log.log import facts_that_count, read_facts
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone

RowsOf = Callable[[Connection, Select[Any]], Iterator[Any]]
"""What reads the rows of a query in flat memory."""

_PLACE: Final = (
    facts.c.card_id.label("of"),
    type_coerce(facts.c.at, BigInteger).label("placed"),
    facts.c.clock.label("then"),
    facts.c.id.label("last"),
)
_AT, _ID = -3, -1


def redated(connection: Connection) -> Redatings:
    """The redatings that hold."""
    return redatings(facts_that_count(connection, Redated))


def answers_in_order(
    connection: Connection,
    query: Select[Any],
    *,
    by_card: bool = False,
    rows_of: RowsOf = streamed,
) -> Iterator[Any]:
    """The rows of a query over answers, in order or card by card, in flat memory.

    Its columns `at`, `studied_on` and `due_on`, as stored or as values, say what holds; where all
    are wanted as stored, `rows_of` may read them so.
    """
    # No index has this order: from one, each row would be looked up by itself, all over the file,
    # which takes longer than to read the file from end to end and to sort what is in it.
    first = (facts.c.card_id + "",) if by_card else ()
    order = (*first, facts.c.at, facts.c.clock, facts.c.id)
    told = redated(connection)
    if not told:
        return rows_of(connection, query.order_by(*order))
    return _in_place(connection, query.add_columns(*_PLACE).order_by(*order), told, by_card=by_card)


def answers_dated_after(connection: Connection, instant: datetime) -> list[Review]:
    """The answers that count and are dated later, in the order in which they came about.

    Only where some card's last answer is: else nobody is kept from anything.
    """
    late = select(schedules.c.card_id).where(schedules.c.last_review_at > instant)
    if connection.execute(late.limit(1)).first() is None:
        return []
    told = redated(connection)
    query = select(facts).where(*ANSWER_ROWS, facts.c.at > instant, ~is_undone())
    rows = read_facts(connection, query.order_by(facts.c.clock, facts.c.id))
    found = (as_given(fact, told) for fact in rows if isinstance(fact, Review))
    return [review for review in found if review.stamp.at > instant]


def dated_by(
    connection: Connection, machine: MachineId, begin: int
) -> Iterator[tuple[FactId, datetime]]:
    """What a machine wrote from a clock on, in the order in which it came about, and its dates."""
    mine = (facts.c.machine == machine, facts.c.clock >= begin)
    query = select(facts.c.id, facts.c.at).where(*mine).order_by(facts.c.clock)
    for id_, at in streamed(connection, query):
        yield FactId(id_), at


def last_dated(
    connection: Connection, machine: MachineId, end: int, until: datetime
) -> datetime | None:
    """The latest date, up to an instant, of what a machine wrote before a clock."""
    before = (facts.c.machine == machine, facts.c.clock < end, facts.c.at <= until)
    return connection.execute(select(func.max(facts.c.at)).where(*before)).scalar()


def _in_place(
    connection: Connection, placed: Select[Any], told: Redatings, *, by_card: bool
) -> Iterator[tuple[Any, ...]]:
    """The rows in their right order, without the columns that say their place."""
    ids = sorted({fact for fact, _ in told})
    place = itemgetter(*range(-len(_PLACE) if by_card else _AT, 0))
    found = [
        _as_given(row, told[row.last, row.of])
        for some in batched(ids)
        for row in connection.execute(placed.where(facts.c.id.in_(some)))
        if (row.last, row.of) in told
    ]
    others = (tuple(row) for row in streamed(connection, placed) if (row.last, row.of) not in told)
    for row in merge(others, sorted(found, key=place), key=place):
        yield row[: -len(_PLACE)]


def _as_given(row: Row[Any], told: Redated) -> tuple[Any, ...]:
    """The row with what a redating says of it."""
    at, day = microseconds_of(told.given_at), number_of(told.studied_on)
    stored = {"placed": at, "at": at, "studied_on": day, "due_on": None}
    values = {"at": told.given_at, "studied_on": told.studied_on, "due_on": None}
    return tuple(
        (stored if isinstance(value, int) else values).get(name, value)
        for name, value in zip(row._fields, row, strict=True)
    )
