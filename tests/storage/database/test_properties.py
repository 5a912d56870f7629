"""What somebody else wrote into the table `about` is as if it had never been said."""

import sqlite3
from contextlib import closing

import pytest
from collections_on_disk import at, deck, ids, opened
from damage import where

from flashcards.services.backup import back_up, daily
from flashcards.services.doctor.repair import repair
from flashcards.services.exchange.merge import merge
from flashcards.services.exchange.sync import sync
from flashcards.services.log.undo import undo
from flashcards.services.opening.restore import restore
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log.log import all_facts
from flashcards.storage.log.machine import machine, machines, renew_machine

pytestmark = pytest.mark.only_sqlite("the table is written to by hand")
ODD = [
    *("", "{", "null", "[null, null]", "a b", "\0", "[" * 2_000, "2026-01-05T08:00:00"),
    *('[-5, "x"]', '[99999999999999999999, "x"]', '["a", "b", -1, "d", -1]'),
]
KEYS = ["policy", "machine", "machines_before", "restored_at", "log", "log written", "log file {}"]


@pytest.fixture
def root(tmp_path):
    """A collection that was answered, synced, restored, synced with another, and answered."""
    here, there = tmp_path / "here", tmp_path / "there"
    for root in (there, here):
        deck(root)
        with opened(root) as collection:
            answer(collection, at(), ids(collection)[0], Grade(3))
            sync(collection, at().now)
            back_up(collection, at().now, "by-hand")
    restore(where(here), at(hours=1).now, None)
    (log,) = (there / ".flash" / "log").glob("*.jsonl")
    (here / ".flash" / "log" / "other.jsonl").write_bytes(log.read_bytes())
    with opened(here) as collection:
        answer(collection, at(hours=2), ids(collection)[1], Grade(3))
        sync(collection, at(hours=2).now)
    return here


def write(root, key, value):
    """Put a value under a key by hand, or take it away."""
    with closing(sqlite3.connect(root / ".flash" / "flash.db")) as connection:
        connection.execute("DELETE FROM about WHERE key = ?", [key.format("other.jsonl")])
        if value is not None:
            said = [key.format("other.jsonl"), value]
            connection.execute("INSERT INTO about VALUES (?, ?)", said)
        connection.commit()


def live(root):
    """Whatever reads the table."""
    with opened(root) as collection:
        sync(collection, at(days=1).now)
        daily(collection, at(days=1))
        answer(collection, at(days=1), ids(collection)[2], Grade(3))
        daily(collection, at(days=1, hours=2))
        undo(collection, at(days=1))
        merge(collection, at(days=1), str(root.parent / "there"))
        sync(collection, at(days=1).now)
    return repair(where(root), at(days=1))


@pytest.mark.parametrize(
    ("keys", "value"), [*((KEYS, value) for value in ODD), *(([key], None) for key in KEYS)]
)
def test_what_is_odd_stops_nothing_and_loses_nothing(root, keys, value):
    with opened(root) as collection, reading(collection.engine) as connection:
        facts = {fact.stamp.id for fact in all_facts(connection)}
    for key in keys:
        write(root, key, value)
    assert live(root).is_well
    with opened(root) as collection, reading(collection.engine) as connection:
        assert facts < {fact.stamp.id for fact in all_facts(connection)}
        sync(collection, at(days=2).now)


def test_a_machine_whose_id_is_none_gets_one_and_keeps_those_it_had(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        first = machine(connection)
        second = renew_machine(connection)
    write(tmp_path, "machine", "a b")
    write(tmp_path, "machines_before", f"{second} ?? {first}")
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        third, *before = machines(connection)
        assert before == [second, first]
        assert len(third) == len(first)
        assert machines(connection)[0] == third
