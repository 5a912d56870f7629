"""What a connection remembers is what it would read, whoever writes meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.storage.database import memory
from flashcards.storage.database.dry_run import dry_run
from flashcards.storage.database.engine import open_database, reading, sqlite_url, writing
from flashcards.storage.database.properties import said, say

pytestmark = pytest.mark.only_sqlite("a server does not count changes")

KEY = "what is read"


class TakenBackError(Exception):
    """Ends a transaction that is not to be committed."""


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    """Two terminals at one database."""
    url = sqlite_url(tmp_path_factory.mktemp("memory") / "flash.db")
    both = [open_database(url) for _ in range(2)]
    yield both
    for engine in both:
        engine.dispose()


def recalled(connection):
    return memory.remembered(connection, "row", lambda: said(connection, KEY))


def looks(engine, _value):
    with reading(engine) as connection:
        assert recalled(connection) == said(connection, KEY)


def writes(engine, value):
    with writing(engine) as connection:
        say(connection, KEY, value)


def writes_and_knows(engine, value):
    with writing(engine) as connection:
        recalled(connection)
        say(connection, KEY, value)
        memory.keep(connection, {"row": value})
        assert recalled(connection) == value


def fails(engine, value):
    with pytest.raises(TakenBackError), writing(engine) as connection:
        recalled(connection)
        say(connection, KEY, value)
        memory.keep(connection, {"row": value})
        recalled(connection)
        raise TakenBackError


def only_tries(engine, value):
    with dry_run(engine) as connection:
        say(connection, KEY, value)
        assert recalled(connection) == value


def looks_and_changes_nothing(engine, value):
    with reading(engine) as connection:
        recalled(connection)
        say(connection, KEY, value)
        assert recalled(connection) == value


ACTS = [looks, writes, writes_and_knows, fails, only_tries, looks_and_changes_nothing]
steps = st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.sampled_from("abc"))


@given(st.lists(steps, max_size=12))
def test_what_is_remembered_is_what_would_be_read(engines, taken):
    for act, terminal, value in taken:
        act(engines[terminal], value)
        for engine in engines:
            looks(engine, value)


def test_what_nobody_changed_is_read_once(engines):
    asked = []
    for _ in range(3):
        with reading(engines[0]) as connection:
            memory.remembered(connection, "once", lambda: asked.append(1))
    assert len(asked) == 1


def test_one_state_is_seen_while_another_writes(engines):
    one, other = engines
    writes(one, "before")
    with reading(one) as connection:
        assert recalled(connection) == "before"
        writes(other, "after")
        assert recalled(connection) == said(connection, KEY) == "before"
    looks(one, "")


def test_of_many_things_the_last_are_kept(engines):
    read = []
    with reading(engines[0]) as connection:
        for number in (*range(250), 249):
            memory.remembered_of(connection, "many", number, lambda: read.append(1))
        assert len(memory.known(connection)["many"]) == 50
    assert len(read) == 250
