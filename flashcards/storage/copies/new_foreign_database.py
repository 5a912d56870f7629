"""A SQLite database made for another program, whole when it is read."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flashcards.errors.files import CannotWrite
from flashcards.storage.copies.foreign_database import in_any_case

_PIECE: Final = 1 << 20


@contextmanager
def new_database(
    declarations: Iterable[str],
    tables: Iterable[tuple[str, Iterable[tuple[Any, ...]]]],
    indexes: Iterable[str],
) -> Iterator[Iterator[bytes]]:
    """The bytes of a database with these tables, their rows and indexes, in pieces."""
    with TemporaryDirectory(prefix="flash-") as folder:
        path = Path(folder) / "collection"
        try:
            _write(path, declarations, tables, indexes)
        except sqlite3.Error as failure:
            raise CannotWrite(path, str(failure).lower()) from failure
        with path.open("rb") as file:
            yield iter(lambda: file.read(_PIECE), b"")


def _write(
    path: Path,
    declarations: Iterable[str],
    tables: Iterable[tuple[str, Iterable[tuple[Any, ...]]]],
    indexes: Iterable[str],
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.create_collation("unicase", in_any_case)
        # It is thrown away if anything fails, so nothing has to outlast that.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for one in declarations:
            connection.execute(one)
        for table, rows in tables:
            _insert(connection, table, rows)
        for index in indexes:
            connection.execute(f"CREATE {index}")
        connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    every = iter(rows)
    first = next(every, None)
    if first is None:
        return
    # The table's name is the program's own, and stands in the declarations.
    query = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608
    connection.execute(query, first)
    connection.executemany(query, every)
