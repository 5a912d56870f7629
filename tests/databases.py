"""Where the tests' databases are: SQLite files, or schemas of a PostgreSQL of the run."""

import os
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import URL

from flashcards.storage.copies.copy import copy_tables
from flashcards.storage.database.engine import open_database, reading, sqlite_url, writing

SERVER = "FLASH_TEST_SERVER"
"""The folder of the server's socket, for all processes of a run with `--postgres`."""

WITHOUT_0006 = (
    "DROP TABLE unsettled",
    "DROP TABLE imports",
    "DROP TABLE import_texts",
    "DROP TABLE import_moves",
    "DROP INDEX files_in_order",
    "DROP INDEX files_with_new",
    "ALTER TABLE files DROP COLUMN sort_key",
    "ALTER TABLE files DROP COLUMN new_key",
    "DROP TABLE first_reads",
    "DROP TABLE outranked",
)
"""What makes of a database the one that it was before revision 0006 and later, in either kind."""


def named_database(folder: Path) -> str | None:
    """The database that a collection's folder has to be opened with; None for its own."""
    server = os.environ.get(SERVER)
    if server is None:
        return None
    schema = blake2b(str(folder).encode(), digest_size=12).hexdigest()
    return f"postgresql+psycopg://flash@/postgres?host={server}&schema=t{schema}"


def database_at(path: Path) -> str | URL:
    """The address of a database of its own for a path."""
    return named_database(path) or sqlite_url(path)


def copy_server_database(source: Path, target: Path) -> None:
    """What copying a folder does to a database inside it: two are one machine's afterwards."""
    if not named_database(source):
        return
    one, other = open_database(database_at(source)), open_database(database_at(target))
    with reading(one) as whole, writing(other) as copy:
        copy_tables(whole, copy, lambda *_: None)
    one.dispose()
    other.dispose()
