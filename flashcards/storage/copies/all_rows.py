"""All rows of one database put into another, of whatever kind they are."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from flashcards.storage.database.tables import metadata

_ROWS_AT_ONCE: Final = 5_000
_LOG_UNPROTECTED: Final = "ALTER TABLE facts DISABLE TRIGGER USER"
_LOG_PROTECTED: Final = "ALTER TABLE facts ENABLE TRIGGER USER"


def put_rows(source: Connection, target: Connection, progress: Callable[[int, int], None]) -> None:
    """Copy every row of one transaction's view into a database of the same schema without rows."""
    tables = metadata.sorted_tables
    counts = [select(func.count()).select_from(table) for table in tables]
    total = sum(source.execute(count).scalar_one() for count in counts)
    done = 0
    for table in tables:
        held = {"yield_per": _ROWS_AT_ONCE}
        with source.execute(select(table), execution_options=held) as rows:
            for some in rows.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in some])
                done += len(some)
                progress(done, total)


def drop_rows(connection: Connection) -> None:
    """Empty a database on a server, its log too, inside a transaction that fills it again."""
    connection.exec_driver_sql(_LOG_UNPROTECTED)
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))
    connection.exec_driver_sql(_LOG_PROTECTED)
