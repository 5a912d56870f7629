"""Long lists cut to what one statement may hold, and long results read in flat memory."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, func, select
from sqlalchemy.sql import Executable

_MOST: Final = 5_000
_ROWS_AT_ONCE: Final = 10_000

T = TypeVar("T")


def batched(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of up to 5,000; SQLite takes 32,766 values in a statement."""
    waiting = iter(items)
    while some := list(islice(waiting, _MOST)):
        yield some


def is_among(
    connection: Connection, wanted: Column[str], texts: Sequence[str]
) -> ColumnElement[bool]:
    """Whether a column's text is one of up to 5,000.

    SQLite takes them as one value: to bind each costs more than to look it up.
    """
    if connection.dialect.name != "sqlite":
        return wanted.in_(texts)
    listed = func.json_each(json.dumps(texts)).table_valued("value")
    return wanted.in_(select(listed.c.value))


def streamed(
    connection: Connection, query: Executable, rows_at_once: int = _ROWS_AT_ONCE
) -> Iterator[Any]:
    """The rows of a query, so many held at a time; a server is told when no more are wanted."""
    with connection.execute(query, execution_options={"yield_per": rows_at_once}) as rows:
        for some in rows.partitions():
            yield from some


def as_stored(
    connection: Connection, query: Executable, rows_at_once: int = _ROWS_AT_ONCE
) -> Iterator[Any]:
    """The same rows as plain tuples, of columns that are wanted as they are stored.

    SQLite's come as its driver gives them: a million cost a third less than as rows with names.
    """
    if connection.dialect.name != "sqlite":
        yield from streamed(connection, query, rows_at_once)
        return
    with connection.execute(query) as rows:
        while some := rows.cursor.fetchmany(rows_at_once):
            yield from some
