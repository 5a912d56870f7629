"""What can still be read of a damaged SQLite file: its log, page by page.

SQLite is told that each page is a table of its own and reads what is on it, so neither the header,
the schema, nor the pages above it need to be whole. Facts are never deleted: what stands on a page
that is no longer used is a fact all the same.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId
from flashcards.errors.backups import DamagedBackup
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.copies.backup_files import PACKED, unpack
from flashcards.storage.log.raw_facts import COLUMNS, fact_in

_PAGE_SIZES: Final = frozenset(1 << power for power in range(9, 16))
_USUAL_PAGE_SIZE: Final = 4_096
_TABLE_LEAF, _INDEX_LEAF = 0x0D, 0x0A
_PAGES_AT_ONCE: Final = 500
_COUNT_AT: Final = 28
"""Where the header says how many pages there are."""

_WAL_HEADER, _FRAME_HEADER = 32, 24
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_Row = tuple[Any, ...]
_KEY: Final = ("card_id", "at", "clock", "id", "place")
"""The index `facts_by_card`, the place in the table included."""


def salvaged_facts(database: Path, scratch: Path) -> Iterator[Fact]:
    """Every fact that can be read from the file and its write-ahead log, some more than once.

    `scratch` is a folder for a copy; the file itself, which nobody may have open, stays as it is.
    """
    columns = ", ".join(COLUMNS)
    for rows in _swept(database, scratch, _TABLE_LEAF, f"({columns})"):
        yield from filter(None, (fact_in(_texts(COLUMNS, row)) for row in rows))


def ids_in_index(database: Path, scratch: Path) -> Iterator[FactId]:
    """The ids of facts that the log's index names, whether or not their rows can be read."""
    key = ", ".join(_KEY)
    for rows in _swept(database, scratch, _INDEX_LEAF, f"({key}, PRIMARY KEY ({key}))"):
        for row in rows:
            said = _texts(_KEY, row)
            if isinstance(said["clock"], int) and _UUID.fullmatch(str(said["id"])):
                yield FactId(said["id"])


def said_about(database: Path, scratch: Path, is_kept: Callable[[str], bool]) -> dict[str, str]:
    """What the database says of itself under keys that are kept, as far as that can be read."""
    found = {}
    for rows in _swept(database, scratch, _TABLE_LEAF, "(key, value)"):
        for row in rows:
            said = _texts(("key", "value"), row)
            key, value = said["key"], said["value"]
            if isinstance(key, str) and isinstance(value, str) and is_kept(key):
                found[key] = value
    return found


def _swept(database: Path, scratch: Path, kind: int, declaration: str) -> Iterator[list[_Row]]:
    """The rows of each page of a kind, read as a table so declared."""
    for size in _page_sizes(database):
        work = scratch / "swept.db"
        _lay_out(database, work, size)
        pages = iter(_pages_of_kind(size, work, kind))
        rowid = "WITHOUT ROWID" if kind == _INDEX_LEAF else ""
        while chunk := list(islice(pages, _PAGES_AT_ONCE)):
            _declare(work, chunk, f"{declaration} {rowid}")
            with closing(_connected(work)) as connection:
                for page in chunk:
                    yield _rows(connection, page, has_rowid=not rowid)
        work.unlink()


def _lay_out(database: Path, work: Path, size: int) -> None:
    """Copy all pages below a first page that is whole; raises `CannotWrite`."""
    try:
        first = _first_page(work, size)
        with work.open("wb") as out:
            out.write(first)
            for page in _pages(database, size):
                out.write(page)
            count = out.tell() // size
            out.seek(_COUNT_AT)
            out.write(count.to_bytes(4, "big"))
    except (OSError, sqlite3.Error) as failure:
        raise CannotWrite(work, str(failure)) from failure


def _pages(database: Path, size: int) -> Iterator[bytes]:
    """Every page but the first, then those of the write-ahead log."""
    with database.open("rb") as file:
        file.seek(size)
        while page := file.read(size):
            yield page.ljust(size, b"\0")
    yield from _logged_pages(database.with_name(f"{database.name}-wal"), size)


def _page_sizes(database: Path) -> set[int]:
    """What the header says, which may be damaged, and what it usually is; none without a file."""
    if not database.exists():
        return set()
    with database.open("rb") as file:
        said = int.from_bytes(file.read(18)[16:18], "big")
    return {said, _USUAL_PAGE_SIZE} & _PAGE_SIZES


def _first_page(work: Path, size: int) -> bytes:
    """The first page of a new database."""
    work.unlink(missing_ok=True)
    with closing(sqlite3.connect(work, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE any (thing)")
    return work.read_bytes()[:size]


def _logged_pages(log: Path, size: int) -> Iterator[bytes]:
    """The pages in a write-ahead log, those of other generations left out."""
    if not log.exists():
        return
    with log.open("rb") as file:
        salt = file.read(_WAL_HEADER)[16:24]
        while len(frame := file.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size:
            if frame[8:16] == salt:
                yield frame[_FRAME_HEADER:]


def _pages_of_kind(size: int, work: Path, kind: int) -> Iterator[int]:
    with work.open("rb") as file:
        for number in range(2, work.stat().st_size // size + 1):
            file.seek((number - 1) * size)
            if file.read(1) == bytes([kind]):
                yield number


def _declare(work: Path, pages: Iterable[int], declaration: str) -> None:
    """Write a schema in which each of the pages is a table."""
    rows = [
        (f"page_{page}", f"page_{page}", page, f"CREATE TABLE page_{page} {declaration}")
        for page in pages
    ]
    try:
        with closing(_connected(work)) as connection:
            connection.execute("BEGIN")
            connection.execute("DELETE FROM sqlite_schema")
            connection.executemany("INSERT INTO sqlite_schema VALUES ('table', ?, ?, ?, ?)", rows)
            connection.execute("COMMIT")
    except sqlite3.Error as failure:
        raise CannotWrite(work, str(failure)) from failure


def _connected(work: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(work, isolation_level=None)
    connection.text_factory = bytes
    for setting in ("journal_mode = OFF", "synchronous = OFF", "writable_schema = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _rows(connection: sqlite3.Connection, page: int, *, has_rowid: bool) -> list[_Row]:
    """The rows of a page; where one of them stops the reading, those around it."""
    found: dict[_Row, None] = {}
    query = f"SELECT * FROM page_{page}"  # noqa: S608 - a number
    if _read_into(found, connection, query) or not has_rowid:
        return list(found)
    places: dict[_Row, None] = {}
    for order in ("ASC", "DESC"):
        listing = f"SELECT rowid FROM page_{page} ORDER BY rowid {order}"  # noqa: S608
        _read_into(places, connection, listing)
    for place in places:
        _read_into(found, connection, f"{query} WHERE rowid = ?", place)
    return list(found)


def _read_into(
    found: dict[_Row, None], connection: sqlite3.Connection, query: str, values: _Row = ()
) -> bool:
    """Keep what a query gives; whether it came to its end."""
    try:
        for row in connection.execute(query, values):
            found[row] = None
    except sqlite3.DatabaseError:
        return False
    return True


def _texts(names: Sequence[str], row: _Row) -> dict[str, Any]:
    return dict(zip(names, map(_text, row), strict=True))


def _text(value: object) -> object:
    try:
        return value.decode() if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        return value


def facts_of_backup(backup: Path) -> Iterator[Fact]:
    """Every fact that can be read from a backup, packed or not."""
    with TemporaryDirectory(prefix="flash-") as folder:
        file = backup
        if backup.suffix == PACKED:
            file = Path(folder) / backup.stem
            with suppress(DamagedBackup, CannotRead):
                unpack(backup, file)
        yield from salvaged_facts(file, Path(folder))
