"""Databases copied into backups and back, by SQLite's own online copying.

A live SQLite file is never opened, copied or hashed as a file: that would drop the locks which
this process holds on it.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, text

from flashcards.core.json_values import instant_text
from flashcards.errors.backups import DamagedBackup, WrittenMeanwhile
from flashcards.errors.databases import DamagedDatabase, DatabaseBusy, DatabaseFailure
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.copies.backup_files import (
    PACKED,
    Backup,
    packed,
    private,
    put,
    unpack,
    workplace,
)
from flashcards.storage.copies.sqlite_file import with_its_logs
from flashcards.storage.database import properties
from flashcards.storage.database.engine import open_database, place_of, reading, sqlite_url, writing
from flashcards.storage.log.machine import renew_machine

RESTORED_AT: Final = "restored_at"
"""Where a database says when it was last put back from a backup, as RFC 3339 UTC."""

_TIME: Final = "%Y-%m-%dT%H-%M-%SZ"
_PAGES_AT_ONCE: Final = 1_000
_LARGE_BYTES: Final = 2_000_000
_BYTES_A_FACT: Final = 400
_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NO_ROOM: Final = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)

Progress = Callable[[int, int], None]


def write_backup(
    engine: Engine, folder: Path, at: datetime, why: str, progress: Progress
) -> Backup | None:
    """A verified backup in the folder; None where the log is empty.

    The database may be of an older schema, and others may write to it meanwhile. Raises
    `DamagedDatabase`, `CannotWrite` or `DatabaseFailure`; nothing is left behind then.
    """
    if not count_of_facts(engine):
        return None
    with workplace(folder) as work:
        copy = private(work / "flash.db")
        facts = _copied(engine, copy, progress)
        return put(packed(copy, _second_half(progress)), folder, at, why, facts)


def count_of_facts(engine: Engine) -> int:
    """How many facts the log of a database of any schema holds."""
    with reading(engine) as connection:
        return _count(connection)


def is_large(engine: Engine) -> bool:
    """Whether a backup takes longer than nobody notices: a tenth of a second."""
    with reading(engine) as connection:
        if engine.dialect.name != "sqlite":
            return _count(connection) > _LARGE_BYTES // _BYTES_A_FACT
        size = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        return _page_count(connection) * size > _LARGE_BYTES


def prepare(backup: Path, work: Path, now: datetime) -> Engine:
    """A copy of a backup in `work`, whole, of the newest schema, and of another machine.

    Raises `DamagedBackup`, `CannotRead`, `NotOurDatabase` or `DatabaseTooNew`.
    """
    copy = private(work / "restored.db")
    if backup.suffix == PACKED:
        unpack(backup, copy)
    else:
        _copy_file(backup, copy)
    with _told(DamagedBackup, backup, copy):
        _verify(copy, DamagedBackup, backup)
    engine = open_database(sqlite_url(copy))
    with writing(engine) as connection:
        renew_machine(connection)
        properties.say(connection, RESTORED_AT, instant_text(now))
    return engine


def replace_content(source: Engine, target: Engine, expected: int, progress: Progress) -> None:
    """Put the content of a prepared copy into a database, all at once; others wait, then see it.

    Raises `WrittenMeanwhile` where the database holds more or less than the expected facts.
    """
    if target.dialect.name == "sqlite":
        _replace_pages(source, target, expected, progress)
    else:
        _replace_rows(source, target, expected, progress)


def _replace_rows(source: Engine, target: Engine, expected: int, progress: Progress) -> None:
    from flashcards.storage.copies.all_rows import drop_rows, put_rows

    with reading(source) as one, writing(target) as other:
        if _count(other) != expected:
            raise WrittenMeanwhile(place_of(target))
        drop_rows(other)
        put_rows(one, other, progress)


def _replace_pages(source: Engine, target: Engine, expected: int, progress: Progress) -> None:
    place = place_of(target)

    def step(status: int, left: int, total: int) -> None:
        if status in _BUSY:
            raise DatabaseBusy(place)
        if is_readable and left + pages == total and count_of_facts(target) != expected:
            raise WrittenMeanwhile(place)
        progress(total - left, total)

    with (
        _told(DamagedDatabase, place, Path(place)),
        reading(source) as one,
        target.connect() as other,
    ):
        mode = _driver(other).execute("PRAGMA journal_mode = WAL").fetchone()[0]
        # Not all at once: after the first step the other is locked, but can be read as it was.
        is_readable = mode == "wal"
        pages = min(_PAGES_AT_ONCE, _page_count(one) - 1)
        _driver(one).backup(_driver(other), pages=pages, progress=step)


def move_aside(database: Path, now: datetime) -> Path:
    """Give a database that cannot be read another name, and what SQLite keeps beside it too."""
    at = now.astimezone(timezone.utc)
    while (aside := database.with_name(f"{database.name}.damaged-{at:{_TIME}}")).exists():
        at += timedelta(seconds=1)
    try:
        for path in with_its_logs(database):
            path.replace(path.with_name(path.name.replace(database.name, aside.name, 1)))
    except OSError as failure:
        raise CannotWrite(aside, failure.strerror or str(failure)) from failure
    return aside


def _copied(engine: Engine, copy: Path, progress: Progress) -> int:
    """Copy what one transaction sees, and verify it; the facts in it."""
    place = place_of(engine)
    with _told(DamagedDatabase, place, copy.parent):
        with reading(engine) as connection:
            facts = _count(connection)
            _copy(connection, copy, _first_half(progress))
        _verify(copy, DamagedDatabase, place, facts)
    return facts


def _copy(connection: Connection, copy: Path, progress: Progress) -> None:
    """All that the transaction sees, as a SQLite file."""
    if connection.dialect.name == "sqlite":
        _copy_pages(connection, copy, progress)
    else:
        _copy_rows(connection, copy, progress)


def _copy_pages(connection: Connection, copy: Path, progress: Progress) -> None:
    with closing(sqlite3.connect(copy)) as target:
        _driver(connection).backup(
            target,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, left, total: progress(total - left, total),
        )


def _copy_rows(connection: Connection, copy: Path, progress: Progress) -> None:
    from flashcards.storage.copies.all_rows import put_rows

    engine = open_database(sqlite_url(copy))
    try:
        with writing(engine) as target:
            properties.forget(target)
            put_rows(connection, target, progress)
    finally:
        engine.dispose()


def _copy_file(backup: Path, copy: Path) -> None:
    """What is in a SQLite file, which may be in use."""
    if not backup.is_file():
        raise CannotRead(backup, "there is no such file")
    address = f"{backup.resolve().as_uri()}?mode=ro"
    with (
        _told(DamagedBackup, backup, copy.parent),
        closing(sqlite3.connect(address, timeout=1, uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()  # else it would wait for ever
        source.backup(target)


def _verify(
    copy: Path, failure: Callable[[Any, str], Exception], place: object, facts: int | None = None
) -> None:
    """Read all of a copy; the log must hold so many facts, and the file stand on its own."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise failure(place, str(found).replace("\n", " "))
        if facts is not None:
            (there,) = connection.execute("SELECT count(*) FROM facts").fetchone()
            if there != facts:
                raise failure(place, f"of {facts} facts {there} can be read")


def _count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM facts")).scalar_one())


def _page_count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: Any = connection.connection.driver_connection
    return driver  # type: ignore[no-any-return]


@contextmanager
def _told(damaged: Callable[[Any, str], Exception], source: object, target: Path) -> Iterator[None]:
    """While this lasts, a failure of SQLite is one of what is read or of where it is written."""
    try:
        yield
    except sqlite3.Error as failure:
        code = getattr(failure, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in _DAMAGED:
            raise damaged(source, str(failure)) from failure
        if code in _NO_ROOM:
            raise CannotWrite(target, str(failure)) from failure
        if code in _BUSY:
            raise DatabaseBusy(str(source)) from failure
        raise DatabaseFailure(str(source), str(failure)) from failure


def _first_half(progress: Progress) -> Progress:
    return lambda done, total: progress(done, 2 * total)


def _second_half(progress: Progress) -> Progress:
    return lambda done, total: progress(total + done, 2 * total)
