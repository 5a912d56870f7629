"""The yardsticks without the program: markdown-it alone, sqlite3 alone, fsrs alone."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from markdown_it import MarkdownIt

from flashcards.storage.database.engine import open_database, sqlite_url

Rows = dict[str, list[tuple[Any, ...]]]
"""The rows of each table."""

READ_FROM_DECKS: Final = ("files", "cards", "duplicates", "problems")


def parse_blocks(texts: Iterable[str]) -> None:
    """Markdown blocks only, with the rules that decks are read with."""
    parser = MarkdownIt("commonmark").enable("table").disable(["blockquote", "lheading"])
    for text in texts:
        parser.block.parse(text, parser, {}, [])


def deck_texts(root: Path) -> list[str]:
    """The texts of all decks."""
    return [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md"))]


def rows_of(database: Path, *tables: str) -> Rows:
    """All rows of the tables of a database that nobody holds open."""
    with closing(connected(database)) as connection:
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}  # noqa: S608


def empty_database(path: Path) -> Path:
    """A new database of the program in place of what was at `path`."""
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    open_database(sqlite_url(path)).dispose()
    return path


def insert_rows(database: Path, rows: Rows) -> None:
    """Write all rows in one transaction, one `executemany` a table."""
    with closing(connected(database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for name, own in rows.items():
            if own:
                connection.executemany(insertion(name, own[0]), own)
        connection.execute("COMMIT")


def insertion(table: str, row: Sequence[object]) -> str:
    """The statement that inserts a row."""
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"  # noqa: S608


def connected(database: Path) -> sqlite3.Connection:
    """A connection with the program's pragmas; the file itself says WAL."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
