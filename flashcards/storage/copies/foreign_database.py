"""A SQLite database of another program: a copy of it, read table by table, and nothing run."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flashcards.errors.databases import DatabaseFailure
from flashcards.errors.files import CannotWrite
from flashcards.errors.packages import BadDatabase, InUse
from flashcards.storage.copies.sqlite_file import copied

LONGEST_FIELD: Final = 32 * 1024 * 1024
"""Bytes of one value; nothing that somebody wrote is longer."""

_HEAD: Final = b"SQLite format 3\0"
_SAFE: Final = (
    "PRAGMA query_only = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)


def opener(
    path: Path,
) -> Callable[[Iterable[bytes] | None], AbstractContextManager["ForeignDatabase"]]:
    """What opens the databases that a file holds, or is: given none, the file and its logs."""

    def opened(pieces: Iterable[bytes] | None) -> AbstractContextManager[ForeignDatabase]:
        return _own(path) if pieces is None else _packed(path.name, pieces)

    return opened


class ForeignDatabase:
    """An opened copy; only its plain tables can be read, no view, no trigger and no function."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection, self._name = connection, name
        self._columns = dict(self._tables())

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns in small letters; none where there is no such table."""
        return self._columns.get(table, ())

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """All rows of a table, with these columns, as they lie; raises `BadDatabase`."""
        missing = [one for one in columns if one not in self.columns(table)]
        if missing:
            raise BadDatabase(self._name, f"its table {table} has no {missing[0]}")
        chosen = ", ".join(f'"{one}"' for one in columns)
        # Both are names of the program's own, and stand in the schema.
        yield from self._asked(f'SELECT {chosen} FROM "{table}"')  # noqa: S608

    def _tables(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        found = self._asked("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        for (name,) in list(found):
            if isinstance(name, str) and name.isidentifier():
                columns = self._asked(f'PRAGMA table_info("{name}")')
                yield name, tuple(str(column[1]).lower() for column in columns)

    def _asked(self, query: str) -> Iterator[tuple[Any, ...]]:
        try:
            # Not `yield from`: left unread, it would close the cursor of a closed database.
            for row in self._connection.execute(query):  # noqa: UP028
                yield row
        except (sqlite3.Error, UnicodeDecodeError) as failure:
            raise BadDatabase(self._name, str(failure).lower()) from None


@contextmanager
def _own(path: Path) -> Iterator[ForeignDatabase]:
    """The file itself; its program may have it open, and what is in its log counts."""
    try:
        with copied(path) as copy, _opened(copy, path.name) as database:
            yield database
    except DatabaseFailure:
        raise InUse(path.name) from None


@contextmanager
def _packed(name: str, pieces: Iterable[bytes]) -> Iterator[ForeignDatabase]:
    """A database that lay packed in a file."""
    with TemporaryDirectory(prefix="flash-") as folder:
        copy = Path(folder) / "collection"
        with copy.open("wb") as file:
            for piece in pieces:
                try:
                    file.write(piece)
                except OSError as failure:
                    raise CannotWrite(copy, failure.strerror or str(failure)) from failure
        with _opened(copy, name) as database:
            yield database


@contextmanager
def _opened(copy: Path, name: str) -> Iterator[ForeignDatabase]:
    with copy.open("rb") as file:
        if file.read(len(_HEAD)) != _HEAD:
            raise BadDatabase(name, "it is no SQLite database")
    try:
        connection = sqlite3.connect(f"{copy.as_uri()}?mode=rw", uri=True, isolation_level=None)
    except sqlite3.Error as failure:
        raise BadDatabase(name, str(failure).lower()) from None
    with closing(connection):
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_FIELD)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        # Anki sorts some names by a rule of its own, without which SQLite refuses their tables.
        connection.create_collation("unicase", in_any_case)
        try:
            for one in _SAFE:
                connection.execute(one)
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except (sqlite3.Error, UnicodeDecodeError) as failure:
            raise BadDatabase(name, str(failure).lower()) from None
        if found != "ok":
            raise BadDatabase(name, " ".join(found.split())[:100].lower())
        yield ForeignDatabase(connection, name)


def in_any_case(one: str, other: str) -> int:
    """Which of two names comes first, in capitals or not."""
    left, right = one.casefold(), other.casefold()
    return (left > right) - (left < right)
