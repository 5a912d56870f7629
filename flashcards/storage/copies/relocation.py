"""A SQLite database moved to another folder, whoever may be using it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from flashcards.errors.files import CannotWrite
from flashcards.storage.database.file_identity import moved_mark

_COMPANIONS: Final = ("", "-wal", "-shm")
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_FACTS: Final = "SELECT count(*) FROM facts"


def move_database(source: Path, target: Path) -> None:
    """Copy, verify, rename, then remove the old file; writers are kept out meanwhile.

    A crash leaves the old one or both; raises `CannotWrite`, and then the old one stays.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        os.close(os.open(temporary, os.O_CREAT | os.O_WRONLY, _PRIVATE_FILE))
        with _locked(source) as held:
            _copy(source, temporary, held.execute(_FACTS).fetchone())
            temporary.replace(target)
            moved_mark(source).touch(_PRIVATE_FILE)
            moved_mark(target).unlink(missing_ok=True)
            remove_database(source)
    except (OSError, sqlite3.Error) as failure:
        raise CannotWrite(target, str(failure)) from failure


def remove_database(path: Path) -> None:
    """Delete a database and the files beside it that belong to it."""
    for ending in _COMPANIONS:
        Path(f"{path}{ending}").unlink(missing_ok=True)


@contextmanager
def _locked(source: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def _copy(source: Path, temporary: Path, facts: tuple[int]) -> None:
    with (
        closing(sqlite3.connect(source)) as reader,
        closing(sqlite3.connect(temporary, isolation_level=None)) as writer,
    ):
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode = WAL")
        verified = writer.execute("PRAGMA integrity_check").fetchone()[0]
        if verified != "ok" or writer.execute(_FACTS).fetchone() != facts:
            raise sqlite3.DatabaseError(verified)
