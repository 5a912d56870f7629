"""Another log, opened only to be read: a database, a backup of one, or log files."""

import gzip
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import text

from flashcards.errors.databases import DatabaseTooNew, NotOurDatabase
from flashcards.errors.files import CannotRead
from flashcards.storage.copies.sqlite_file import copied
from flashcards.storage.database.engine import Engine, is_ours, open_existing, place_of, reading
from flashcards.storage.database.sqlite import engine_of_copy
from flashcards.storage.database.tables import SCHEMA_VERSION
from flashcards.storage.log.entries import Entry, all_entries
from flashcards.storage.log.files import entry_lines
from flashcards.storage.log.log import fact_count

PACKED: Final = ".gz"
_HEARD_EVERY: Final = 5_000

Heard = Callable[[int, int], None]


def unheard(_done: int, _total: int) -> None:
    """Nobody is told how far a log is read."""


def entries_of_file(path: Path, malformed: Callable[[Path, int], None]) -> Iterator[Entry]:
    """The facts of a log file, in its order; `malformed` is told of lines that are none."""
    for end, entry in entry_lines(path):
        if entry is None:
            malformed(path, end)
        else:
            yield entry


def entries_of_database(path: Path, heard: Heard = unheard) -> Iterator[Entry]:
    """The facts of a SQLite file, or of a packed one; raises a `FlashError`.

    `heard` is told how many of how many were read.


    They are read from a copy: even to be read, SQLite would write beside the file.
    """
    with _unpacked(path) if path.suffix == PACKED else copied(path) as copy:
        yield from _entries(engine_of_copy(copy, path), heard)


def entries_of_address(address: str, heard: Heard = unheard) -> Iterator[Entry]:
    """The facts of a database at a URL; raises a `FlashError`."""
    yield from _entries(open_existing(address), heard)


def _entries(engine: Engine, heard: Heard) -> Iterator[Entry]:
    try:
        with reading(engine) as connection:
            if not is_ours(connection):
                raise NotOurDatabase(place_of(engine))
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if str(version) > SCHEMA_VERSION:
                raise DatabaseTooNew(place_of(engine), str(version), SCHEMA_VERSION)
            total = fact_count(connection)
            for number, entry in enumerate(all_entries(connection)):
                if number % _HEARD_EVERY == 0:
                    heard(number, total)
                yield entry
    finally:
        engine.dispose()


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="flash-") as folder:
        copy = Path(folder) / path.stem
        try:
            with gzip.open(path) as packed, copy.open("wb") as file:
                shutil.copyfileobj(packed, file)
        except (OSError, EOFError, zlib.error) as failure:
            raise CannotRead(path, str(failure)) from failure
        yield copy
