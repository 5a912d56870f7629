"""Opening a database: created, checked, upgraded; reading and writing transactions."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from flashcards.errors import DatabaseNotServed, DatabaseTooNew, NoDatabaseUrl
from flashcards.storage.failures import told
from flashcards.storage.sqlite import (
    is_ours,
    mark_as_ours,
    sqlite_engine,
    sqlite_url,
    use_write_ahead_log,
)
from flashcards.storage.tables import SCHEMA_VERSION, about, metadata

__all__ = [
    "Connection",
    "Engine",
    "address_of",
    "open_database",
    "place_of",
    "reading",
    "sqlite_url",
    "writing",
]


def unprepared(engine: Engine) -> None:
    """Nothing that has to be done before an upgrade."""
    del engine


def open_database(
    address: str | URL, before_upgrade: Callable[[Engine], None] = unprepared
) -> Engine:
    """The database at a SQLAlchemy URL, created or upgraded where that is due.

    Raises a `FlashError` where it is not a database, not ours, too new, or out of reach.
    """
    try:
        engine = _engine(make_url(address))
    except (ArgumentError, NoSuchModuleError, ImportError) as failure:
        raise NoDatabaseUrl(str(address)) from failure
    _prepare(engine, before_upgrade)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database."""
    with told(place_of(engine)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is durable when the block ends, and never happened if it fails."""
    with told(place_of(engine)), engine.connect() as connection:
        writer = connection.execution_options(flash_writes=True)
        with writer.begin():
            yield writer


def address_of(engine: Engine) -> str:
    """The database as a URL, without a password; of a file, its absolute path."""
    if engine.dialect.name == "sqlite":
        return str(Path(place_of(engine)).resolve())
    return str(engine.url.set(password=None))


def place_of(engine: Engine) -> str:
    """The database as errors name it, without a password."""
    return str(engine.url.database)


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        raise DatabaseNotServed(url.get_backend_name())
    return sqlite_engine(url)


def _prepare(engine: Engine, before_upgrade: Callable[[Engine], None]) -> None:
    with reading(engine) as connection:
        version = _version(connection, engine)
    if version is None:
        _create(engine)
    elif version > SCHEMA_VERSION:
        raise DatabaseTooNew(place_of(engine), version, SCHEMA_VERSION)
    elif version < SCHEMA_VERSION:
        before_upgrade(engine)
        _upgrade(engine)


def _version(connection: Connection, engine: Engine) -> str | None:
    """The schema version found; None in an empty database."""
    if not is_ours(connection, place_of(engine)):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "0000")


def _create(engine: Engine) -> None:
    with told(place_of(engine)):
        use_write_ahead_log(engine)
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
    mark_as_ours(connection)


def _upgrade(engine: Engine) -> None:
    from flashcards.storage.upgrade import upgrade

    with writing(engine) as connection:
        upgrade(connection)
