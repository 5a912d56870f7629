"""Many rows at once: faster, and the table is what it was, whether they came or not."""

import pytest
from collections_on_disk import MORNING
from databases import database_at
from histories import review, stamp
from sqlalchemy import text

from flashcards.storage.database.bulk import many_facts
from flashcards.storage.database.engine import open_database, reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.entries import unite

pytestmark = pytest.mark.only_sqlite("indexes of PostgreSQL's are not made at the end")

MANY = 10_000


@pytest.fixture
def engine(tmp_path):
    engine = open_database(database_at(tmp_path / "flash.db"))
    yield engine
    engine.dispose()


def made(connection):
    """All that the database is made of, and how much of it is kept in memory."""
    rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master"))
    return set(map(tuple, rows)), connection.exec_driver_sql("PRAGMA cache_size").scalar()


def facts(count):
    stamps = (stamp(MORNING, entropy=n.to_bytes(10, "big"), clock=n) for n in range(count))
    return [review(stamp=one, card=f"card {n % 7}") for n, one in enumerate(stamps)]


def test_what_is_made_at_the_end_is_what_there_was(engine):
    with writing(engine) as connection:
        before = made(connection)
        with many_facts(connection, MANY):
            assert made(connection) != before
            log.append(connection, facts(300))
        assert made(connection) == before
        unite(connection, facts(301))
        assert log.fact_count(connection) == 301


def test_few_rows_among_many_go_in_beside_the_indexes(engine):
    with writing(engine) as connection:
        before = made(connection)
        with many_facts(connection, MANY - 1):
            assert made(connection) == before
        log.append(connection, facts(4 * MANY))
        with many_facts(connection, MANY):
            assert made(connection)[0] == before[0]


def test_what_fails_leaves_everything_as_it_was(engine):
    with reading(engine) as connection:
        before = made(connection)
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        _fail_among_many(connection)
    with reading(engine) as connection:
        assert made(connection) == before
        assert log.fact_count(connection) == 0


def _fail_among_many(connection):
    with many_facts(connection, MANY):
        log.append(connection, facts(300))
        raise ZeroDivisionError
