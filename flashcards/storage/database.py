"""Opening a database: created, checked, upgraded; reading and writing transactions."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from flashcards.errors import (
    CannotWrite,
    DatabaseFailure,
    DatabaseNotServed,
    DatabaseTooNew,
    NoDatabaseUrl,
    NotADatabase,
    NotOurDatabase,
)
from flashcards.storage.tables import APPLICATION_ID, SCHEMA_VERSION, about, metadata

__all__ = ["Connection", "Engine", "open_database", "place_of", "reading", "sqlite_url", "writing"]

_BUSY_TIMEOUT_MS = 5_000
_SQLITE_MAGIC = b"SQLite format 3\0"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


def sqlite_url(path: Path) -> URL:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path))


def open_database(address: str | URL) -> Engine:
    """The database at a SQLAlchemy URL, created or upgraded where that is due.

    Raises a `FlashError` where it is not a database, not ours, too new, or out of reach.
    """
    try:
        engine = _engine(make_url(address))
    except (ArgumentError, NoSuchModuleError, ImportError) as failure:
        raise NoDatabaseUrl(str(address)) from failure
    _prepare(engine)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database."""
    with _told(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is durable when the block ends, and never happened if it fails."""
    with _told(engine), engine.connect() as connection:
        writer = connection.execution_options(flash_writes=True)
        with writer.begin():
            yield writer


def place_of(engine: Engine) -> str:
    """The database as errors name it, without a password."""
    return str(engine.url.database)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        raise DatabaseNotServed(url.get_backend_name())
    if url.database in {None, "", ":memory:"}:
        raise NoDatabaseUrl(str(url))
    engine = create_engine(url)
    _check_file(Path(str(url.database)))
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _check_file(path: Path) -> None:
    """Before SQLite opens it: looking at a live database file would drop its locks."""
    try:
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(mode=_PRIVATE_FILE, exist_ok=True)
        with path.open("rb") as file:
            magic = file.read(len(_SQLITE_MAGIC))
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure
    if magic not in {b"", _SQLITE_MAGIC}:
        raise NotADatabase(str(path))


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("flash_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare(engine: Engine) -> None:
    with reading(engine) as connection:
        version = _version(connection, engine)
    if version is None:
        _create(engine)
    elif version > SCHEMA_VERSION:
        raise DatabaseTooNew(place_of(engine), version, SCHEMA_VERSION)
    elif version < SCHEMA_VERSION:
        _upgrade(engine)


def _version(connection: Connection, engine: Engine) -> str | None:
    """The schema version found; None in an empty database."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar():
            raise NotOurDatabase(place_of(engine))
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "0000")


def _create(engine: Engine) -> None:
    with _told(engine), engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        if _version(connection, engine) is not None:
            return
        metadata.create_all(connection)
        _stamp(connection)
        connection.execute(insert(about).values(key="machine", value=str(uuid.uuid4())))


def _stamp(connection: Connection) -> None:
    """Write down that the schema is the newest, and whose database it is."""
    connection.execute(text("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY NOT NULL)"))
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:version)"), {"version": SCHEMA_VERSION}
    )
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _upgrade(engine: Engine) -> None:
    from flashcards.storage.upgrade import upgrade

    with writing(engine) as connection:
        upgrade(connection)


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """What the driver reports, as one sentence."""
    try:
        yield
    except DBAPIError as failure:
        if "file is not a database" in str(failure.orig):
            raise NotADatabase(place_of(engine)) from failure
        if "readonly" in str(failure.orig) or "disk is full" in str(failure.orig):
            raise CannotWrite(Path(place_of(engine)), _reason(failure)) from failure
        raise DatabaseFailure(place_of(engine), _reason(failure)) from failure


def _reason(failure: Exception) -> str:
    return str(getattr(failure, "orig", None) or failure).partition("\n")[0]
