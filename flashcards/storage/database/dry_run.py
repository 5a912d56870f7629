"""Changes made to see what they come to, and never kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import CompoundSelect, Connection, Engine, column, func, select, text
from sqlalchemy import table as table_named

from flashcards.storage.database.engine import place_of
from flashcards.storage.database.failures import told
from flashcards.storage.database.tables import metadata

_COMPARED: Final[dict[str, tuple[str, ...]]] = {
    "files": (
        "path",
        "digest",
        "deck",
        "area",
        "tags",
        "policy",
        "suspended",
        "limit_s",
        "sort_key",
        "new_key",
    ),
    "cards": (),
    "duplicates": (),
    "edges": (),
    "schedules": (),
    "standing": (),
    "outranked": (),
}
"""The tables that are made anew, and the columns that have to be the same; all where none."""


@contextmanager
def dry_run(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that is taken back when the block ends."""
    with told(place_of(engine)), engine.connect() as connection:
        writer = connection.execution_options(flash_writes=True)
        transaction = writer.begin()
        try:
            yield writer
        finally:
            transaction.rollback()


def keep_aside(connection: Connection) -> None:
    """Remember the projection as it is, for `differences`."""
    for name in _COMPARED:
        connection.execute(text(f"CREATE TEMPORARY TABLE before_{name} AS SELECT * FROM {name}"))  # noqa: S608


def differences(connection: Connection) -> dict[str, int]:
    """In how many rows each table is not what it was; those that are the same left out."""
    found = {name: _differing(connection, name, columns) for name, columns in _COMPARED.items()}
    return {name: count for name, count in found.items() if count}


def drop_projection(connection: Connection) -> None:
    """Throw away everything that decks and log give again."""
    for name in ("problems", "matches", *reversed(_COMPARED)):
        connection.execute(metadata.tables[name].delete())


def _differing(connection: Connection, name: str, columns: tuple[str, ...]) -> int:
    """Rows that are here only, or were there only, whichever are more."""
    now = metadata.tables[name]
    names = columns or tuple(now.columns.keys())
    before = table_named(f"before_{name}", *(column(one, now.c[one].type) for one in names))
    here = select(*(now.c[one] for one in names))
    there = select(*before.columns)
    return max(_count(connection, there.except_(here)), _count(connection, here.except_(there)))


def _count(connection: Connection, rows: CompoundSelect[Any]) -> int:
    return connection.execute(select(func.count()).select_from(rows.subquery())).scalar_one()
