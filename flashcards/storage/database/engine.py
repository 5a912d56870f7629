"""Opening a database: created, checked, upgraded; reading and writing transactions.

What concerns one kind of database alone is asked of `sqlite.py` or `postgres.py`.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Connection, Engine, insert, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from flashcards.errors.databases import DatabaseTooNew, NoDatabaseThere
from flashcards.errors.servers import DatabaseNotServed, NoDatabaseUrl
from flashcards.storage.database import memory, sqlite
from flashcards.storage.database.failures import told
from flashcards.storage.database.file_identity import keep_in_place
from flashcards.storage.database.schema import statements
from flashcards.storage.database.sqlite import sqlite_url
from flashcards.storage.database.tables import SCHEMA_VERSION, about

__all__ = [
    "URL",
    "Connection",
    "Engine",
    "address_at",
    "address_of",
    "is_ours",
    "open_as_it_is",
    "open_database",
    "open_existing",
    "place_of",
    "reading",
    "sqlite_url",
    "writing",
]


_NOTHING_KEPT: Final = "nothing was counted and kept"
_PASSWORD: Final = re.compile(r"(?<=:).*(?=@)|(?<=password=)[^&]*", re.IGNORECASE)


class DatabaseKind(Protocol):
    """What a kind of database has its own way of doing."""

    def complete(self, url: URL) -> URL:
        """The address with all that it leaves open; raises a `FlashError` for a wrong one."""

    def engine_at(self, url: URL) -> Engine:
        """The engine of a database, wherever it is."""

    def shown(self, url: URL) -> str:
        """The address as errors name it, without a password."""

    def is_there(self, url: URL) -> bool:
        """Whether there may be a database."""

    def is_ours(self, connection: Connection, place: str) -> bool:
        """Whether the program made it; not if it is empty; else raises `NotOurDatabase`."""

    def prepare(self, engine: Engine) -> None:
        """What comes before the tables are made."""

    def mark_as_ours(self, connection: Connection) -> None:
        """Write down whose database it is."""

    def forget_kept(self, connection: Connection) -> None:
        """Throw away what was counted before a change and kept."""

    def refuse(self, connection: Connection, failure: DBAPIError) -> None:
        """After a commit that failed, see to it that it is not there later; raises if it may be."""


def unprepared(engine: Engine) -> None:
    """Nothing that has to be done before an upgrade."""
    del engine


def open_database(
    address: str | URL, before_upgrade: Callable[[Engine], None] = unprepared
) -> Engine:
    """The database at a SQLAlchemy URL, created or upgraded where that is due.

    Raises a `FlashError` where it is not a database, not ours, too new, or out of reach.
    """
    url = _url(address)
    engine = _kind(url).engine_at(url)
    with _closed_on_failure(engine):
        _prepare(engine, before_upgrade)
    return engine


def open_existing(address: str | URL) -> Engine:
    """The database at a URL, upgraded where that is due; raises `NoDatabaseThere` rather than make.

    Raises what `open_database` raises, too.
    """
    url = _url(address)
    if _kind(url).is_there(url):
        engine = _kind(url).engine_at(url)
        with _closed_on_failure(engine):
            with reading(engine) as connection:
                if not is_ours(connection):
                    raise NoDatabaseThere(place_of(engine))
            _prepare(engine, unprepared)
            return engine
    raise NoDatabaseThere(_kind(url).shown(url))


def open_as_it_is(address: str | URL) -> Engine | None:
    """The database at a URL; None where there is none, or not of this very schema.

    It is neither made nor upgraded. Raises what `open_database` raises.
    """
    url = _url(address)
    if not _kind(url).is_there(url):
        return None
    engine = _kind(url).engine_at(url)
    with _closed_on_failure(engine):
        with reading(engine) as connection:
            version = _version(connection)
        if version == SCHEMA_VERSION:
            return engine
    engine.dispose()
    return None


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def is_ours(connection: Connection) -> bool:
    """Whether the program made the database; not if it is empty; else raises `NotOurDatabase`."""
    engine = connection.engine
    return _kind(engine.url).is_ours(connection, place_of(engine))


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
        memory.forget(writer)
        with _refused_for_good(writer), writer.begin():
            is_clear = memory.is_said(writer, _NOTHING_KEPT)
            yield writer
            kept = memory.kept(writer)
            if not is_clear:  # whoever keeps something anew is seen to have written
                _kind(engine.url).forget_kept(writer)
            after = memory.before_commit(writer, kept, _NOTHING_KEPT)
        memory.settle(writer, after)
        keep_in_place(connection)


@contextmanager
def _refused_for_good(writer: Connection) -> Iterator[None]:
    """While this lasts, a commit that fails is not found to be there the next time."""
    try:
        yield
    except DBAPIError as failure:
        if failure.statement is None:
            _kind(writer.engine.url).refuse(writer, failure)
        raise


def address_of(engine: Engine) -> str:
    """The database as a URL, without a password; of a file, its absolute path."""
    return _address(engine.url)


def address_at(address: str | URL) -> str:
    """What `address_of` says of the database at a URL, which is not opened.

    Raises `NoDatabaseUrl`, `DatabaseNotServed` or `ReservedSchema`.
    """
    url = _url(address)
    return _address(_kind(url).complete(url))


def _address(complete: URL) -> str:
    kind = _kind(complete)
    place = kind.shown(complete)
    return str(Path(place).resolve()) if kind is sqlite else place


def place_of(engine: Engine) -> str:
    """The database as errors name it, without a password."""
    return _kind(engine.url).shown(engine.url)


def _url(address: str | URL) -> URL:
    """The address in its parts; raises `NoDatabaseUrl`, and says no password even then."""
    try:
        url = make_url(address)
        url.get_dialect()
        if url.get_backend_name() != "sqlite":
            str(address).encode()  # a server takes text alone; a file's name may be any bytes
    except (ArgumentError, NoSuchModuleError, ValueError) as failure:
        hidden = _PASSWORD.sub("***", str(address))
        raise NoDatabaseUrl(hidden) from failure
    return url


def _kind(url: URL) -> DatabaseKind:
    """What to ask of; raises `DatabaseNotServed`."""
    name = url.get_backend_name()
    if name == "sqlite":
        return sqlite
    if name == "postgresql":
        from flashcards.storage.database import postgres

        return postgres
    raise DatabaseNotServed(name)


def _prepare(engine: Engine, before_upgrade: Callable[[Engine], None]) -> None:
    with reading(engine) as connection:
        version = _version(connection)
    if version is None:
        _create(engine)
    elif version > SCHEMA_VERSION:
        raise DatabaseTooNew(place_of(engine), version, SCHEMA_VERSION)
    elif version < SCHEMA_VERSION:
        before_upgrade(engine)
        _upgrade(engine)


def _version(connection: Connection) -> str | None:
    """The schema version found; None in an empty database."""
    if not is_ours(connection):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "0000")


def _create(engine: Engine) -> None:
    with told(place_of(engine)):
        _kind(engine.url).prepare(engine)
    with writing(engine) as connection:
        if _version(connection) is not None:
            return
        for statement in statements(connection.dialect):
            connection.exec_driver_sql(statement)
        _stamp(connection)
        connection.execute(insert(about).values(key="machine", value=str(uuid.uuid4())))


def _stamp(connection: Connection) -> None:
    """Write down that the schema is the newest, and whose database it is."""
    connection.execute(text("CREATE TABLE alembic_version (version_num TEXT PRIMARY KEY NOT NULL)"))
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:version)"), {"version": SCHEMA_VERSION}
    )
    _kind(connection.engine.url).mark_as_ours(connection)


def _upgrade(engine: Engine) -> None:
    from flashcards.storage.database.upgrade import upgrade

    with writing(engine) as connection:
        upgrade(connection)
