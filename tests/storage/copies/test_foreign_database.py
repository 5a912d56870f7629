"""Databases of other programs: what is in their tables is read, and nothing of theirs is run."""

import sqlite3
from contextlib import closing

import pytest

from flashcards.errors.packages import BadDatabase
from flashcards.storage.copies.foreign_database import LONGEST_FIELD, opener


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "collection.anki2"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (id integer primary key, flds text)")
        connection.executemany("INSERT INTO notes VALUES (?, ?)", [(1, "a"), (2, "b")])
        connection.commit()
    return path


def pieces(content, size=1000):
    return (content[start : start + size] for start in range(0, len(content), size))


def test_a_database_is_read_where_it_lies_and_where_it_comes_in_pieces(path):
    for packed in (None, pieces(path.read_bytes())):
        with opener(path)(packed) as database:
            assert database.columns("notes") == ("id", "flds")
            assert database.columns("cards") == ()
            assert list(database.rows("notes", "flds", "id")) == [("a", 1), ("b", 2)]


def test_what_its_program_wrote_and_did_not_put_in_place_yet_is_read_and_nothing_is_touched(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as theirs:
        theirs.execute("PRAGMA journal_mode = WAL")
        theirs.execute("INSERT INTO notes VALUES (3, 'c')")
        before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        with opener(path)(None) as database:
            assert ("c",) in list(database.rows("notes", "flds"))
        assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_views_and_triggers_count_for_nothing(path):
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE VIEW cards AS SELECT id FROM notes")
        theirs.execute("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
        theirs.commit()
    with opener(path)(None) as database:
        assert database.columns("cards") == ()
        with pytest.raises(BadDatabase, match="its table cards has no id"):
            list(database.rows("cards", "id"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda content: b"x" + content, "it is no SQLite database"),
        (lambda content: content[:100], "malformed"),
        (lambda content: content[:4096] + bytes(len(content) - 4096), "malformed|page|tree"),
    ],
)
def test_what_is_broken_is_one_sentence(path, spoil, said):
    with (
        pytest.raises(BadDatabase, match=rf"in collection.anki2 cannot be read \(.*({said})"),
        opener(path)(pieces(spoil(path.read_bytes()))) as database,
    ):
        list(database.rows("notes", "id"))


def test_a_value_that_nobody_wrote_is_not_read(path):
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("INSERT INTO notes VALUES (3, zeroblob(?))", (LONGEST_FIELD + 1,))
        theirs.commit()
    with (
        opener(path)(None) as database,
        pytest.raises(BadDatabase, match="string or blob too big"),
    ):
        list(database.rows("notes", "flds"))
