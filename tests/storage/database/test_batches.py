"""Long results are read in flat memory, and each row once."""

from itertools import islice

import pytest
from databases import database_at
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from flashcards.storage.database.batches import as_stored, streamed
from flashcards.storage.database.engine import open_database, reading, writing
from flashcards.storage.database.tables import about

ROWS = 25
KEYS = select(about.c.key, about.c.value).where(about.c.key != "machine").order_by(about.c.key)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = open_database(database_at(tmp_path_factory.mktemp("rows") / "flash.db"))
    with writing(engine) as connection:
        rows = [{"key": f"{number:02}", "value": str(number)} for number in range(ROWS)]
        connection.execute(insert(about), rows)
    yield engine
    engine.dispose()


@given(st.integers(1, ROWS + 2), st.integers(0, ROWS))
def test_rows_as_stored_are_those_with_names(engine, at_once, most):
    with reading(engine) as connection:
        found = list(as_stored(connection, KEYS.limit(most), at_once))
        assert found == [tuple(row) for row in streamed(connection, KEYS.limit(most), at_once)]
        assert found == [(f"{number:02}", str(number)) for number in range(most)]


def test_whoever_wants_no_more_leaves_the_connection_as_it_was(engine):
    with reading(engine) as connection:
        rows = as_stored(connection, KEYS, 2)
        assert len(list(islice(rows, 3))) == 3
        rows.close()
        assert len(list(as_stored(connection, KEYS))) == ROWS
