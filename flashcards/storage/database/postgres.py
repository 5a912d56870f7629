"""PostgreSQL: a schema a learner, what every connection to it is told, and what it reports.

The schema is named in the address, `?schema=anna`; every table, the log's promises and Alembic's
mark are in it, and writing transactions are kept apart by a lock of its own.
"""

import re
from functools import partial
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from flashcards.errors.base import FlashError
from flashcards.errors.databases import DatabaseBusy, DatabaseFailure, NotOurDatabase
from flashcards.errors.servers import (
    CannotConnect,
    ConnectionLost,
    DatabaseNotServed,
    NoDatabaseUrl,
    NoDriver,
    NotInUtf8,
    ReservedSchema,
)
from flashcards.storage.database.tables import metadata

SCHEMA: Final = "flash"
"""Where none is named; not `public`, which is for every program and often closed to users."""

_DRIVER: Final = "postgresql+psycopg"
_LONGEST_NAME: Final = 63
_RESERVED: Final = re.compile(r"\$user|pg_.*|information_schema", re.DOTALL)
"""What a search path reads as another schema, and PostgreSQL's own."""

_PATIENCE: Final = {"connect_timeout": 5, "tcp_user_timeout": 20_000, "client_encoding": "utf8"}
_LOCK_TIMEOUT: Final = "5s"
_LOCK_NOT_AVAILABLE: Final = "55P03"
_SECRET: Final = {"password", "sslpassword"}
_IS_OURS: Final = text(
    "SELECT count(*) FROM pg_trigger"
    " WHERE tgrelid = to_regclass('facts') AND tgname = 'facts_come_once'"
    " AND to_regclass('about') IS NOT NULL AND to_regclass('alembic_version') IS NOT NULL"
)
_ANYTHING: Final = text(
    "SELECT count(*) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE nspname = current_schema()"
)
_ESCAPED: Final = re.compile("[\0\ufdd0\ud800-\udfff]")
_ESCAPE: Final = re.compile("\ufdd0([0-9a-f]{4})")


def complete(url: URL) -> URL:
    """The address with its driver and its schema.

    Raises `NoDatabaseUrl`, `ReservedSchema`, or `DatabaseNotServed` for a driver other than
    psycopg.
    """
    if url.drivername not in {"postgresql", _DRIVER}:
        raise DatabaseNotServed(url.drivername)
    return url.set(drivername=_DRIVER).update_query_dict({"schema": _schema(url)})


def engine_at(url: URL) -> Engine:
    """The engine of one schema; connects to nothing yet.

    Raises `NoDriver`, and what a wrong address raises.
    """
    full = complete(url)
    schema = str(full.query["schema"])
    _say_conditions()
    try:
        engine = create_engine(full, pool_pre_ping=True)
    except ImportError as failure:
        raise NoDriver from failure
    event.listen(engine, "do_connect", _complete)
    event.listen(engine, "connect", partial(_configure, schema), insert=True)
    event.listen(engine, "begin", partial(_begin, _lock_of(schema)))
    return engine


def _say_conditions() -> None:
    """Indexes are partial here, too.

    Said only now: to hear of it, SQLAlchemy loads its dialect of PostgreSQL with all drivers.
    """
    for table in metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options["sqlite"]["where"]
            index.dialect_options["postgresql"]["where"] = condition


def shown(url: URL) -> str:
    """The address without a password."""
    public = url.difference_update_query(_SECRET)
    parts = public.username, None, public.host, public.port, public.database, public.query
    return str(URL.create(public.drivername, *parts))


def is_there(url: URL) -> bool:
    """Whether there may be a database; the server knows."""
    del url
    return True


def is_ours(connection: Connection, place: str) -> bool:
    """Whether the program made the schema; not if it is empty; else raises `NotOurDatabase`."""
    if connection.execute(_IS_OURS).scalar():
        return True
    if connection.execute(_ANYTHING).scalar():
        raise NotOurDatabase(place)
    return False


def prepare(engine: Engine) -> None:
    """Make the schema where there is none; raises `NotInUtf8` where not every text could be kept.

    An owner of a schema need not be allowed to make schemas: one that is there is not made again.
    """
    with engine.connect() as connection:
        writer = connection.execution_options(flash_writes=True)
        with writer.begin():
            encoding = str(writer.execute(text("SHOW server_encoding")).scalar())
            if encoding != "UTF8":
                raise NotInUtf8(shown(engine.url), encoding)
            name = str(engine.url.query["schema"])
            found = text("SELECT count(*) FROM pg_namespace WHERE nspname = :name")
            if not writer.execute(found, {"name": name}).scalar():
                writer.exec_driver_sql(f"CREATE SCHEMA {_quoted(name)}")


def mark_as_ours(connection: Connection) -> None:
    """Nothing: the triggers of the log say whose schema it is."""
    del connection


def forget_kept(connection: Connection) -> None:
    """Nothing: what is counted is kept in a file alone."""
    del connection


def refuse(connection: Connection, failure: DBAPIError) -> None:
    """Nothing: the server alone knows, and `ConnectionLost` says so."""
    del connection, failure


def failure_of(place: str, failure: DBAPIError) -> FlashError:
    """What psycopg reports, as a sentence."""
    reason = " ".join(str(failure.orig).split())
    state = getattr(failure.orig, "sqlstate", None)
    if failure.connection_invalidated:
        return ConnectionLost(place)
    if state is None and failure.statement is None:
        return CannotConnect(place, reason)
    if state == _LOCK_NOT_AVAILABLE:
        return DatabaseBusy(place)
    return DatabaseFailure(place, str(failure.orig).partition("\n")[0])


def _schema(url: URL) -> str:
    """The schema that an address names; raises `NoDatabaseUrl` or `ReservedSchema`."""
    name = url.query.get("schema", SCHEMA)
    if not isinstance(name, str) or not name or "\0" in name:
        raise NoDatabaseUrl(shown(url))
    if len(name.encode()) > _LONGEST_NAME:
        raise NoDatabaseUrl(shown(url))
    if _RESERVED.fullmatch(name):
        raise ReservedSchema(name)
    return name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def _lock_of(schema: str) -> int:
    """The number of the lock that the schema's writers take in turn."""
    digest = blake2b(f"flash:{schema}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _complete(_dialect: object, _record: object, _arguments: object, said: dict[str, Any]) -> None:
    """Before psycopg connects: what it does not know taken out, what was not said put in."""
    said.pop("schema", None)
    for name, value in _PATIENCE.items():
        said.setdefault(name, value)


def _configure(schema: str, connection: Any, _record: object) -> None:  # noqa: ANN401
    connection.autocommit = True
    connection.execute(
        "SELECT set_config('search_path', %s, false), set_config('lock_timeout', %s, false),"
        " set_config('synchronous_commit', 'on', false),"
        " set_config('default_transaction_isolation', 'read committed', false)",
        (_quoted(schema).replace("%%", "%"), _LOCK_TIMEOUT),
    )
    connection.autocommit = False
    _keep_every_text(connection)


def _begin(lock: int, connection: Connection) -> None:
    """Writers of a schema come one after the other; a reader sees one state.

    A writer reads what is committed: under a snapshot it would see what was before it waited.
    """
    if connection.get_execution_options().get("flash_writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({lock})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _keep_every_text(connection: Any) -> None:  # noqa: ANN401
    """U+0000 and lone surrogates, which PostgreSQL has no text for, are stored escaped."""
    from psycopg.types.string import StrDumperUnknown, TextLoader

    class Escaping(StrDumperUnknown):
        def dump(self, obj: str) -> Any:  # noqa: ANN401
            return super().dump(escaped(obj))

    class Unescaping(TextLoader):
        def load(self, data: Any) -> str:  # noqa: ANN401
            return unescaped(str(super().load(data)))

    connection.adapters.register_dumper(str, Escaping)
    for type_name in ("text", "varchar"):
        connection.adapters.register_loader(type_name, Unescaping)


def escaped(said: str) -> str:
    """Text that PostgreSQL can store: U+FDD0, which is no character, and a number for what not."""
    if said.isascii() and "\0" not in said:
        return said
    return _ESCAPED.sub(lambda found: f"\ufdd0{ord(found[0]):04x}", said)


def unescaped(stored: str) -> str:
    """The inverse of `escaped`."""
    if "\ufdd0" not in stored:
        return stored
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), stored)
