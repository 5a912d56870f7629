"""SQLite: a file made private before it is opened, and what every connection to it is told."""

import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from flashcards.errors.base import FlashError
from flashcards.errors.databases import (
    DamagedDatabase,
    DatabaseBusy,
    DatabaseFailure,
    NotADatabase,
    NotOurDatabase,
)
from flashcards.errors.files import CannotRead, CannotWrite, MayBeWritten
from flashcards.errors.servers import NoDatabaseUrl
from flashcards.storage.database import kept_row, memory
from flashcards.storage.database.file_identity import make_private, remember

APPLICATION_ID: Final = 0x464C5348
"""SQLite's `application_id` of our databases: FLSH."""

_MALFORMED: Final = "database disk image is malformed"
_BUSY_TIMEOUT_MS: Final = 5_000
_LEAST_BYTES: Final = 512
"""SQLite's smallest page; what is shorter it would take for an empty file."""

_NOT_DURABLE: Final = (sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC)
_MOST_REFUSALS: Final = 2**31
_MAGIC: Final = b"SQLite format 3\0"
_NOT_WRITTEN: Final = ("readonly", "disk is full", "disk I/O error", "unable to open")


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def complete(url: URL) -> URL:
    """The address as it is; raises `NoDatabaseUrl` where it names no file."""
    if url.database in {None, "", ":memory:"}:
        raise NoDatabaseUrl(str(url))
    return url


def engine_at(url: URL) -> Engine:
    """The engine of a SQLite file, which is made where there is none.

    Raises `NoDatabaseUrl`, `CannotWrite` or `NotADatabase`.
    """
    if url.query:
        raise NoDatabaseUrl(str(url))
    engine = create_engine(complete(url))
    path = Path(str(url.database)).absolute()
    _make_file(path)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "connect", lambda _, record: remember(record.info, path))
    event.listen(engine, "begin", _begin)
    return engine


def engine_of_copy(copy: Path, origin: Path) -> Engine:
    """The engine of a private copy of a SQLite file, which failures name by where it came from.

    Raises `CannotRead` or `NotADatabase`.
    """
    try:
        with copy.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as failure:
        raise CannotRead(origin, failure.strerror or str(failure)) from failure
    if magic != _MAGIC:
        raise NotADatabase(str(origin))
    engine = create_engine(sqlite_url(origin), creator=lambda: sqlite3.connect(copy))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def shown(url: URL) -> str:
    """The address as errors name it: the file."""
    return str(url.database)


def is_there(url: URL) -> bool:
    """Whether there is a file."""
    return Path(str(url.database)).is_file()


def is_ours(connection: Connection, place: str) -> bool:
    """Whether the program made the database; not if it is empty; else raises `NotOurDatabase`."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID:
        return True
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        raise NotOurDatabase(place)
    return False


def prepare(engine: Engine) -> None:
    """Let readers go on while one writes; kept by the file. Raises a `FlashError`."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            _use_write_ahead_log(driver)
        except sqlite3.Error as failure:
            raise _failure(shown(engine.url), str(failure)) from failure


def mark_as_ours(connection: Connection) -> None:
    """Write down whose database it is."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def forget_kept(connection: Connection) -> None:
    """Throw away what was counted before a change and kept."""
    connection.exec_driver_sql(kept_row.DROP)


def refuse(connection: Connection, failure: DBAPIError) -> None:
    """After a commit that failed, overwrite it; raises `MayBeWritten` where the disk fails again.

    What could not be made durable stands whole in the write-ahead log, and the next opening would
    take it for committed. The next commit, which changes a number that nobody reads, stands there
    instead, whether or not it is durable itself.
    """
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute("BEGIN IMMEDIATE")
        refusals = driver.execute("PRAGMA user_version").fetchone()[0]
        driver.execute(f"PRAGMA user_version = {(refusals + 1) % _MOST_REFUSALS}")
        driver.execute("COMMIT")
    except sqlite3.Error:
        driver.rollback()
        if getattr(failure.orig, "sqlite_errorcode", None) in _NOT_DURABLE:
            place = shown(connection.engine.url)
            raise MayBeWritten(Path(place), str(failure.orig)) from failure


def failure_of(place: str, failure: DBAPIError) -> FlashError:
    """What SQLite reports, as a sentence."""
    return _failure(place, str(failure.orig))


def _failure(place: str, said: str) -> FlashError:
    reason = said.partition("\n")[0]
    if "file is not a database" in reason:
        return NotADatabase(place)
    if "malformed" in reason:
        return DamagedDatabase(place, reason)
    if "locked" in reason:
        return DatabaseBusy(place)
    if any(said in reason for said in _NOT_WRITTEN):
        return CannotWrite(Path(place), reason)
    return DatabaseFailure(place, reason)


def _make_file(path: Path) -> None:
    """Where there is none; what is in one is for SQLite to see: opening it would drop its locks."""
    try:
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        size = path.stat().st_size
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure
    if 0 < size < _LEAST_BYTES:
        raise NotADatabase(str(path))


def _use_write_ahead_log(driver: sqlite3.Connection) -> None:
    """SQLite waits for no lock here, and others may be making the same database: for them we do."""
    until = time.monotonic() + _BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            driver.execute("BEGIN IMMEDIATE")
            driver.execute("ROLLBACK")
        else:
            return


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except UnicodeDecodeError as failure:
        # What the library says of a damaged schema names a table, whose name may be damaged, too.
        raise sqlite3.DatabaseError(_MALFORMED) from failure


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("flash_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    memory.begin(connection)
