"""The due days of all cards in review, looked at and moved by the hundred thousand."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, select, update

from flashcards.core.card import CardId
from flashcards.core.schedule import Overrides, Schedule, State
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import schedules
from flashcards.storage.projection.joins import SEEN
from flashcards.storage.projection.overrides import overrides_of
from flashcards.storage.projection.schedules import schedule_from

_IN_REVIEW: Final = schedules.c.state == State.REVIEW.value


def due_days(connection: Connection) -> dict[CardId, date]:
    """The due day of every card in a deck that is in review."""
    query = select(schedules.c.card_id, schedules.c.due_on).select_from(SEEN).where(_IN_REVIEW)
    return {CardId(card): due_on for card, due_on in connection.execute(query)}


def in_review(connection: Connection) -> Iterator[tuple[CardId, Schedule, Overrides]]:
    """Every card in a deck that is in review and not suspended, by id, and its deck's policy."""
    query = select(*schedules.c).select_from(SEEN)
    chosen = query.where(_IN_REVIEW, schedules.c.suspended == 0).order_by(schedules.c.card_id)
    for row in streamed(connection, chosen):
        yield CardId(row.card_id), schedule_from(row), overrides_of(row.policy)


def due_within(
    connection: Connection, begins_on: date, ends_on: date
) -> list[tuple[CardId, Schedule, Overrides]]:
    """The cards in a deck, in review and not suspended, that are due on these days, by id."""
    query = select(*schedules.c).select_from(SEEN)
    chosen = query.where(_IN_REVIEW, schedules.c.due_on.between(begins_on, ends_on))
    rows = connection.execute(
        chosen.where(schedules.c.suspended == 0).order_by(schedules.c.card_id)
    )
    return [(CardId(row.card_id), schedule_from(row), overrides_of(row.policy)) for row in rows]


def move_due_days(connection: Connection, days: Mapping[CardId, date]) -> None:
    """Bring schedules up to facts that set the due days of these cards, and did nothing else."""
    moved = update(schedules).where(schedules.c.card_id == bindparam("card"))
    if rows := [{"card": card, "day": day} for card, day in days.items()]:
        connection.execute(moved.values(due_on=bindparam("day")), rows)
