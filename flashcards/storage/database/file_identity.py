"""A SQLite file that is still where it was opened: else what is written to it would be lost.

Looked at by its place in the file system only: opening a live database would drop its locks.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flashcards.errors.databases import DatabaseGone, DatabaseReplaced

if TYPE_CHECKING:
    from sqlalchemy import Connection

PRIVATE_FOLDER: Final = 0o700
PRIVATE_FILE: Final = 0o600
_KEY: Final = "file"

Identity = tuple[int, int]
"""Device and inode."""


def make_private_folder(path: Path) -> None:
    """Make a folder that is nobody else's, whatever the umask, where there is none."""
    try:
        path.mkdir(mode=PRIVATE_FOLDER)
    except FileExistsError:
        return
    path.chmod(PRIVATE_FOLDER)


def make_private(path: Path) -> None:
    """Make an empty file that is nobody else's, whatever the umask, where there is none.

    Its folder too, but not the folders above. Raises `OSError`.
    """
    make_private_folder(path.parent)
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE)
    except FileExistsError:
        return
    try:
        os.fchmod(file, PRIVATE_FILE)
    finally:
        os.close(file)


def remember(info: dict[Any, Any], path: Path) -> None:
    """Keep which file a connection that was just opened is to."""
    info[_KEY] = path, identity(path)


def identity(path: Path) -> Identity | None:
    """Which file is at a path; None where there is none."""
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return there.st_dev, there.st_ino


def moved_mark(path: Path) -> Path:
    """What says that a database was moved away, not deleted: sessions must not put it back."""
    return path.with_name(f"moved-{path.name}")


def is_in_place(connection: "Connection") -> bool:
    """Whether the file that a connection is to is still at the database's path."""
    path, opened = connection.info.get(_KEY, (None, None))
    return path is None or identity(path) == opened


def keep_in_place(connection: "Connection") -> None:
    """After a commit: whether what was written is at the database's path; else it is put there.

    Raises `DatabaseReplaced` where another file is, `DatabaseGone` where none can be.
    """
    if is_in_place(connection):
        return
    path = connection.info[_KEY][0]
    there = identity(path)
    if there is not None or moved_mark(path).exists():
        raise DatabaseReplaced(str(path))
    driver: Any = connection.connection.driver_connection
    try:
        _put_back(driver, path)
    except FileExistsError:
        raise DatabaseReplaced(str(path)) from None
    except OSError as failure:
        raise DatabaseGone(str(path), failure.strerror or str(failure)) from failure
    except sqlite3.Error as failure:
        raise DatabaseGone(str(path), str(failure)) from failure
    connection.invalidate()


def _put_back(driver: sqlite3.Connection, path: Path) -> None:
    """Write what a connection still holds to the empty path, whole or not at all.

    The write-ahead log of the file that vanished goes first: what it holds is in the copy.
    """
    copied = path.with_name(f".{path.name}.{os.getpid()}.part")
    make_private(copied)
    try:
        with closing(sqlite3.connect(copied)) as copy:
            driver.backup(copy)
        _make_durable(copied)
        for tail in ("-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)
        path.hardlink_to(copied)
        _make_durable(path.parent)
    finally:
        copied.unlink(missing_ok=True)


def _make_durable(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
