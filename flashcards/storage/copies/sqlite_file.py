"""A SQLite file looked at without touching it: opening even to read would write beside it."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from flashcards.errors.databases import DatabaseFailure
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.copies.backup_files import sync_folder

_TRIES: Final = 5
"""A copy counts if size and time of both files are the same before and after: no lock is taken,
which would write beside the file. Who writes without a pause for that long is told."""

_NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
_OPEN_MARK: Final = 128
"""The byte of a `-shm` file that SQLite locks, shared, in every process that has it open."""


def file_at(address: str) -> Path | None:
    """The SQLite file that a URL names; None for a server, or where it names nothing."""
    try:
        url = make_url(address)
    except ArgumentError:
        return None
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    file = Path(str(url.database))
    return file if file.name else None


@contextmanager
def copied(database: Path) -> Iterator[Path]:
    """A private copy of a file and its write-ahead log, gone when the block ends.

    This process must not have the file open: SQLite's locks would go. Raises `CannotRead`.
    """
    with TemporaryDirectory(prefix="flash-") as folder:
        copy = Path(folder) / database.name
        for _ in range(_TRIES):
            if _copy(database, copy):
                break
        else:
            raise DatabaseFailure(str(database), "another program is writing to it")
        yield copy


def with_its_logs(database: Path) -> list[Path]:
    """Those that are there of the file and what SQLite keeps beside it."""
    names = (database.name, *(f"{database.name}-{end}" for end in ("wal", "shm", "journal")))
    return [path for path in map(database.with_name, names) if path.exists()]


def is_open_elsewhere(database: Path) -> bool:
    """Whether another process has the file open, where the system can tell."""
    with suppress(ImportError, FileNotFoundError):
        import fcntl

        with database.with_name(f"{database.name}-shm").open("r+b") as shared:
            try:
                fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _OPEN_MARK)
            except BlockingIOError:
                return True
    return False


def put_in_place(new: Path, database: Path) -> None:
    """Rename a finished database into its place, durable on return; raises `CannotWrite`."""
    try:
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        new.replace(database)
        sync_folder(database.parent)
    except OSError as failure:
        raise CannotWrite(database, failure.strerror or str(failure)) from failure


def _copy(database: Path, copy: Path) -> bool:
    """Copy; whether nobody wrote meanwhile."""
    logs = [database, database.with_name(f"{database.name}-wal")]
    before = list(map(_seen, logs))
    try:
        for path in logs:
            target = copy.with_name(path.name)
            target.unlink(missing_ok=True)
            if path.exists():
                shutil.copyfile(path, target)
    except OSError as failure:
        is_full = failure.errno in _NO_ROOM
        path, refused = (copy, CannotWrite) if is_full else (database, CannotRead)
        raise refused(path, failure.strerror or str(failure)) from failure
    return before == list(map(_seen, logs))


def _seen(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_size, stat.st_mtime_ns
