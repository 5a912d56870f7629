"""How the log hangs together, counted."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text

from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import facts, schedules
from flashcards.storage.log.raw_facts import COLUMNS


def raw_rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the log as they are stored, in flat memory."""
    query = text(f"SELECT {', '.join(COLUMNS)} FROM facts")  # noqa: S608 - our own names
    rows = streamed(connection, query)
    yield from (dict(zip(COLUMNS, row, strict=True)) for row in rows)


def undos_of_nothing(connection: Connection) -> int:
    """Undos that name a fact which is not here."""
    undone = facts.alias()
    there = select(undone.c.id).where(undone.c.id == facts.c.undoes).correlate(facts).exists()
    query = select(func.count()).where(facts.c.undoes.is_not(None), ~there)
    return connection.execute(query).scalar_one()


def cards_without_face(connection: Connection) -> int:
    """Cards with a schedule that no fact introduces."""
    faces = facts.alias()
    face = select(faces.c.id).where(
        faces.c.card_id == schedules.c.card_id, faces.c.kind == "introduced"
    )
    query = select(func.count()).where(~face.correlate(schedules).exists())
    return connection.execute(query.select_from(schedules)).scalar_one()
