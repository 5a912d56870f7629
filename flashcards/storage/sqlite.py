"""SQLite: a file made private before it is opened, and what every connection to it is told."""

import sqlite3
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from flashcards.errors import CannotWrite, NoDatabaseUrl, NotADatabase, NotOurDatabase

APPLICATION_ID: Final = 0x464C5348
"""SQLite's `application_id` of our databases: FLSH."""

_BUSY_TIMEOUT_MS: Final = 5_000
_MAGIC: Final = b"SQLite format 3\0"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def sqlite_engine(url: URL) -> Engine:
    """The engine of a SQLite file, which is made where there is none.

    Raises `NoDatabaseUrl`, `CannotWrite` or `NotADatabase`.
    """
    if url.database in {None, "", ":memory:"}:
        raise NoDatabaseUrl(str(url))
    engine = create_engine(url)
    _check_file(Path(str(url.database)))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def is_ours(connection: Connection, place: str) -> bool:
    """Whether the program made the database; not if it is empty; else raises `NotOurDatabase`."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID:
        return True
    if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
        raise NotOurDatabase(place)
    return False


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers go on while one writes; kept by the file."""
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")


def mark_as_ours(connection: Connection) -> None:
    """Write down whose database it is."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _check_file(path: Path) -> None:
    """Before SQLite opens it: looking at a live database file would drop its locks."""
    try:
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(mode=_PRIVATE_FILE, exist_ok=True)
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure
    if magic not in {b"", _MAGIC}:
        raise NotADatabase(str(path))


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("flash_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
