"""Rows that keep what was last counted, read and written by the standard library's SQLite alone.

Whoever asks for nothing else need not wait for SQLAlchemy. Every writing transaction throws the
rows away (`engine.writing`), so that they are there only while nothing was written since.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from flashcards.storage.database.file_identity import identity

_KEY: Final = "kept "
DROP: Final = "DELETE FROM about WHERE key GLOB 'kept *'"
_SAID: Final = "SELECT value FROM about WHERE key = ?"
_KEEP: Final = "INSERT OR REPLACE INTO about (key, value) VALUES (?, ?)"
_STATE: Final = "SELECT (SELECT max(rowid) FROM facts), (SELECT max(clock) FROM facts)"
"""Two looks at the ends of indexes: asked together, SQLite reads all rows."""

_FILES: Final = "SELECT path, size, mtime_ns, parser_version FROM files"
_VERSION: Final = "PRAGMA data_version"
_AT_ONCE: Final = 0
"""Nobody waits here for another process that writes: it is quicker to count, or not to keep."""

Keep = Callable[[str], None]


class KeptRow(NamedTuple):
    """What is kept, and what a reading knows of the deck files: size, time and parser, by path.

    `state` is the file, and the last row and the clock of its log: they stay where the row holds.
    """

    text: str
    state: list[int]
    files: dict[str, tuple[int, int, int]]


def kept_row(path: Path, key: str) -> KeptRow | None:
    """What is kept under a key in a file; None where nothing is, or cannot be read at once."""
    with suppress(sqlite3.Error, OSError), closing(_connection(path)) as connection:
        connection.execute("BEGIN")
        said = connection.execute(_SAID, (_KEY + key,)).fetchone()
        if said is not None:
            files = {name: tuple(known) for name, *known in connection.execute(_FILES)}
            return KeptRow(said[0], _state(connection, path), files)
    return None


@contextmanager
def keeping(path: Path, key: str) -> Iterator[tuple[list[int], Keep]]:
    """The state of a SQLite file, and what keeps a text that is counted while the block lasts.

    It keeps nothing where somebody wrote since the block began, or writes just now, and the state
    is empty where nothing can be kept: the file is read-only, or its log says nothing yet. The row
    need not be durable: what is lost is counted again.
    """
    with ExitStack() as stack:
        try:
            connection = stack.enter_context(closing(_connection(path)))
            state, since = _state(connection, path), _version(connection)
        except (sqlite3.Error, OSError):
            state = []
        if not state:
            yield [], lambda _: None
            return

        def keep(text: str) -> None:
            with suppress(sqlite3.Error):
                _put(connection, since, (_KEY + key, text))

        yield state, keep


def _put(connection: sqlite3.Connection, since: int, row: tuple[str, str]) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    if _version(connection) == since:
        connection.execute(_KEEP, row)
    connection.execute("COMMIT")


def _connection(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=_AT_ONCE, isolation_level=None)


def _state(connection: sqlite3.Connection, path: Path) -> list[int]:
    rows, clock = connection.execute(_STATE).fetchone()
    return [] if rows is None else [*(identity(path) or ()), rows, clock]


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute(_VERSION).fetchone()[0]
    return version
