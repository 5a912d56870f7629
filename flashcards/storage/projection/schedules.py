"""Schedules in the database: the projection of the log, card by card."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    table,
    update,
)

from flashcards.core.card import CardId
from flashcards.core.schedule import Overrides, Schedule, State
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import TEXT, cards, microseconds_of, number_of, schedules
from flashcards.storage.projection.joins import IN_STEPS
from flashcards.storage.projection.overrides import overrides_text

_FIELDS = tuple(field.name for field in fields(Schedule))


def schedule_from(row: Row[Any]) -> Schedule:
    """The schedule in a row that has the columns of `schedules`."""
    values = {name: getattr(row, name) for name in _FIELDS}
    return Schedule(**values | {"state": State(row.state), "suspended": bool(row.suspended)})


def put_schedule(
    connection: Connection, card: CardId, schedule: Schedule, overrides: Overrides
) -> None:
    """Replace the card's schedule; an empty one leaves no row."""
    of_card = {"of_card": card}
    connection.execute(_OLD, of_card)
    add_schedules(connection, [(card, schedule, overrides)])
    connection.execute(_SAID_NEW, of_card | {"is_new": int(schedule.state is State.NEW)})


def advance_schedule(
    connection: Connection, card: CardId, before: Schedule, after: Schedule, overrides: Overrides
) -> None:
    """Replace the schedule that an answer found by the one that it made; in one statement, if so.

    A card that was answered before is no new one, and SQLite replaces a row by its key.
    """
    is_in_place = connection.dialect.name == "sqlite"
    if State.NEW in {before.state, after.state} or not is_in_place:
        put_schedule(connection, card, after, overrides)
    else:
        connection.execute(_REPLACED, _row(card, after, overrides))


def add_schedules(
    connection: Connection, new: Iterable[tuple[CardId, Schedule, Overrides]]
) -> None:
    """Add schedules of cards that have none, each with the policy of its deck."""
    empty = Schedule()
    rows = [_row(*one) for one in new if one[1] != empty]
    if rows:
        connection.execute(_ADDED, rows)


def drop_schedules(connection: Connection) -> None:
    """Throw the projection away."""
    connection.execute(delete(schedules))


def ids_with_schedule(connection: Connection, ids: Collection[CardId]) -> set[CardId]:
    """Those of the ids that have a schedule, hence a history."""
    found: set[CardId] = set()
    for some in batched(ids):
        query = select(schedules.c.card_id).where(schedules.c.card_id.in_(some))
        found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def memories(
    connection: Connection, ids: Collection[CardId]
) -> dict[CardId, tuple[float | None, float | None]]:
    """Stability and difficulty of those of the cards that have a schedule."""
    found: dict[CardId, tuple[float | None, float | None]] = {}
    columns = (schedules.c.card_id, schedules.c.stability, schedules.c.difficulty)
    for some in batched(ids):
        for card, *memory in connection.execute(
            select(*columns).where(schedules.c.card_id.in_(some))
        ):
            found[CardId(card)] = (memory[0], memory[1])
    return found


def last_reviews(connection: Connection, ids: Collection[CardId]) -> dict[CardId, datetime]:
    """When those of the cards were answered last that were."""
    found: dict[CardId, datetime] = {}
    columns = (schedules.c.card_id, schedules.c.last_review_at)
    for some in batched(ids):
        for card, at in connection.execute(select(*columns).where(schedules.c.card_id.in_(some))):
            if at is not None:
                found[CardId(card)] = at
    return found


def put_aside(
    connection: Connection, ids: Collection[CardId]
) -> dict[CardId, tuple[bool, date | None]]:
    """Whether those of the cards are suspended that have a schedule, and for which day buried."""
    found: dict[CardId, tuple[bool, date | None]] = {}
    columns = (schedules.c.card_id, schedules.c.suspended, schedules.c.buried_on)
    for some in batched(ids):
        for card, is_suspended, on in connection.execute(
            select(*columns).where(schedules.c.card_id.in_(some))
        ):
            found[CardId(card)] = bool(is_suspended), on
    return found


def first_studied_on(connection: Connection, day: date) -> set[CardId]:
    """The ids that were answered for the first time on a study day."""
    query = select(schedules.c.card_id).where(schedules.c.first_studied_on == day)
    return {CardId(card) for card in connection.execute(query).scalars()}


def next_learning_at(connection: Connection, after: datetime) -> datetime | None:
    """The earliest learning step after an instant."""
    query = select(func.min(schedules.c.due_at)).where(
        schedules.c.state.in_(IN_STEPS), schedules.c.due_at > after, schedules.c.suspended == 0
    )
    return connection.execute(query).scalar()


def _row(card: CardId, schedule: Schedule, overrides: Overrides) -> dict[str, Any]:
    """The row as the database holds it, written out since rows come by the hundred thousand."""
    return {
        "card_id": card,
        "state": schedule.state.value,
        "step": schedule.step,
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
        "due_on": number_of(schedule.due_on),
        "due_at": microseconds_of(schedule.due_at),
        "first_studied_on": number_of(schedule.first_studied_on),
        "last_studied_on": number_of(schedule.last_studied_on),
        "last_review_at": microseconds_of(schedule.last_review_at),
        "reps": schedule.reps,
        "lapses": schedule.lapses,
        "suspended": int(schedule.suspended),
        "buried_on": number_of(schedule.buried_on),
        "policy": overrides_text(overrides),
    }


_AS_STORED: Final = table("schedules", *(column(one.name) for one in schedules.columns))
"""The table without its types: rows are inserted as they are."""

_ADDED: Final = insert(_AS_STORED)
_REPLACED: Final = _ADDED.prefix_with("OR REPLACE", dialect="sqlite")
_OF_CARD: Final = bindparam("of_card", type_=TEXT)
_OLD: Final = delete(schedules).where(schedules.c.card_id == _OF_CARD)
_SAID_NEW: Final = update(cards).where(cards.c.id == _OF_CARD).values(new=bindparam("is_new"))
