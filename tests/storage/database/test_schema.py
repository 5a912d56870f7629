"""The statements of a new database: compiled once, and what they make is what the tables say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import database_at
from sqlalchemy.dialects import sqlite

from flashcards.storage.database.engine import open_database, reading
from flashcards.storage.database.schema import TRIGGERS, statements
from flashcards.storage.database.tables import metadata


def test_every_database_of_a_process_has_the_whole_schema(tmp_path):
    for name in ("first", "second"):
        engine = open_database(database_at(tmp_path / f"{name}.db"))
        with reading(engine) as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        engine.dispose()


def test_they_are_compiled_once_a_process_with_the_triggers_of_their_kind():
    made = statements(sqlite.dialect())
    assert made is statements(sqlite.dialect())
    assert {one for one in made if "TRIGGER" in one} == set(TRIGGERS["sqlite"])
