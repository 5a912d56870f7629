"""Opening a database: created, checked, upgraded, refused."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from flashcards.errors.databases import (
    DatabaseFailure,
    DatabaseTooNew,
    NotADatabase,
    NotOurDatabase,
)
from flashcards.errors.files import CannotWrite
from flashcards.errors.servers import DatabaseNotServed, NoDatabaseUrl
from flashcards.storage.database import engine
from flashcards.storage.database.engine import open_database, reading, sqlite_url, writing
from flashcards.storage.database.sqlite import APPLICATION_ID
from flashcards.storage.database.tables import SCHEMA_VERSION, metadata
from flashcards.storage.log.log import all_facts

pytestmark = pytest.mark.only_sqlite(
    "files, pragmas and SQLite's own schema: else test_postgres.py"
)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "hidden" / "flash.db"


def test_a_new_database_is_private_durable_and_stamped(place):
    engine = open_database(sqlite_url(place))
    with reading(engine) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
        }
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        machine = connection.execute(text("SELECT value FROM about")).scalar()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
    }
    assert version == SCHEMA_VERSION
    assert len(machine) == 36
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700


def test_opening_again_changes_nothing(place):
    open_database(sqlite_url(place)).dispose()
    before = place.read_bytes()
    open_database(sqlite_url(place)).dispose()
    assert place.read_bytes() == before


def test_every_table_is_strict(place):
    engine = open_database(sqlite_url(place))
    with reading(engine) as connection:
        listed = connection.exec_driver_sql("PRAGMA table_list").all()
    strict = {row.name: row.strict for row in listed if row.name in metadata.tables}
    assert strict == dict.fromkeys(metadata.tables, 1)


@pytest.fixture
def old(place):
    """A database of the first schema, with a fact."""
    place.parent.mkdir()
    with sqlite3.connect(place) as connection:
        connection.executescript((Path(__file__).parent / "schema-0001.sql").read_text())
    connection.close()
    return place


def schema_of(engine):
    """Every table, index and trigger, as SQLite has them, white space aside."""
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
    return {name: " ".join((sql or "").replace(",", " , ").split()) for name, sql in rows}


def test_an_upgraded_database_has_the_schema_of_a_new_one_and_its_facts(old, tmp_path):
    upgraded = open_database(sqlite_url(old))
    new = open_database(sqlite_url(tmp_path / "new.db"))
    assert schema_of(upgraded).keys() == schema_of(new).keys()
    with reading(upgraded) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        assert version == SCHEMA_VERSION
        (fact,) = all_facts(connection)
        assert (fact.card, fact.rating, fact.due_on) == ("abc", 3, date(2026, 1, 7))


def test_alembic_is_imported_only_when_an_upgrade_is_due(old, tmp_path):
    code = (
        "import sys; from flashcards.storage.database.engine import open_database, sqlite_url;"
        "from pathlib import Path; open_database(sqlite_url(Path(sys.argv[1])));"
        "print('alembic' in sys.modules)"
    )

    def loads_alembic(place):
        run = subprocess.run(
            [sys.executable, "-c", code, place], capture_output=True, text=True, check=True
        )
        return run.stdout.strip() == "True"

    assert not loads_alembic(tmp_path / "new.db")
    assert loads_alembic(old)
    assert not loads_alembic(old)


def test_a_database_newer_than_the_program_is_refused(place):
    engine = open_database(sqlite_url(place))
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="schema 9999, newer than this program's .*: upgrade"):
        open_database(sqlite_url(place))


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    place = tmp_path / "flash.db"
    place.write_text("dear diary, today I learnt nothing")
    with pytest.raises(NotADatabase, match="is not a SQLite database"):
        open_database(sqlite_url(place))
    assert place.read_text().startswith("dear diary")


def test_a_damaged_header_is_refused(tmp_path):
    place = tmp_path / "flash.db"
    place.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with pytest.raises((NotADatabase, DatabaseFailure)):
        open_database(sqlite_url(place))


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    place = tmp_path / "collection.anki2"
    with sqlite3.connect(place) as other:
        other.execute("CREATE TABLE notes (id)")
    other.close()
    before = place.read_bytes()
    with pytest.raises(NotOurDatabase, match="database of another program"):
        open_database(sqlite_url(place))
    assert place.read_bytes() == before


def test_other_kinds_of_databases_are_not_served():
    with pytest.raises(DatabaseNotServed, match="cannot use databases of kind mysql"):
        open_database("mysql://somewhere/flash")


@pytest.mark.parametrize(
    "address", ["nonsense", "sqlite+nothing:///x", "sqlite://", "sqlite:///:memory:"]
)
def test_an_address_that_means_nothing_is_refused(address):
    with pytest.raises(NoDatabaseUrl, match="is no database URL"):
        open_database(address)


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="Cannot write"):
        open_database(sqlite_url(tmp_path / "file" / "flash.db"))


def test_a_transaction_that_fails_never_happened(place):
    engine = open_database(sqlite_url(place))
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.execute(text("INSERT INTO about VALUES ('x', 'y')"))
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM about")).scalar() == 1


def test_a_database_that_cannot_be_written_is_told_as_such(place):
    engine = open_database(sqlite_url(place))
    with pytest.raises(CannotWrite, match="readonly"), writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        connection.execute(text("INSERT INTO about VALUES ('x', 'y')"))


def test_two_that_create_a_database_at_once_make_one(place):
    """The second finds it made when it gets the lock: as if it had looked before the first."""
    first = open_database(sqlite_url(place))
    with reading(first) as connection:
        machine = connection.execute(text("SELECT value FROM about")).scalar()
    engine._create(first)
    with reading(first) as connection:
        assert connection.execute(text("SELECT value FROM about")).scalar() == machine
