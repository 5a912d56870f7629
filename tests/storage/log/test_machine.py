"""Whose facts a database writes."""

import pytest
from databases import database_at

from flashcards.storage.database.engine import open_database, writing
from flashcards.storage.database.properties import forget
from flashcards.storage.log.machine import machine, machines, renew_machine


@pytest.fixture
def connection(tmp_path):
    """A new database, being written."""
    engine = open_database(database_at(tmp_path / "flash.db"))
    with writing(engine) as connection:
        yield connection
    engine.dispose()


def test_a_database_keeps_its_machine_until_it_gets_another_and_remembers_it(connection):
    first = machine(connection)
    assert machine(connection) == first
    second = renew_machine(connection)
    third = renew_machine(connection)
    assert machine(connection) == third
    assert machines(connection) == [third, second, first]


def test_a_database_that_lost_its_machine_gets_one(connection):
    forget(connection)
    assert machine(connection) == machine(connection)
