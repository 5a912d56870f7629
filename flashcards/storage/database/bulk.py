"""Rows by the hundred thousand into one table, in the transaction that is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Table, func, select, text

_ROOMY: Final = "PRAGMA cache_size = -64000"
_USUAL: Final = "PRAGMA cache_size = -2000"
_MANY: Final = 10_000

_MADE: Final = text(
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = :name AND sql IS NOT NULL"
    " AND (type = 'index' OR name = 'facts_come_once')"
)
"""What is looked at for each row; new facts have ids of their own, which the key sees to."""


@contextmanager
def many_rows(connection: Connection, table: Table, count: int) -> Iterator[None]:
    """While it lasts, so many rows that are new in all go into a table of SQLite's faster.

    Its pages stay in memory; and where most rows will be new, indexes are made when all are there,
    in order: row by row they took most of the time. What fails is rolled back with all else.
    """
    if count < _MANY or connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(_ROOMY)
    try:
        there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        made = connection.execute(_MADE, {"name": table.name}).all() if there < count else []
        for kind, name, _ in made:
            connection.exec_driver_sql(f"DROP {kind} {name}")
        yield
        for *_, declaration in made:
            connection.exec_driver_sql(declaration)
    finally:
        connection.exec_driver_sql(_USUAL)
