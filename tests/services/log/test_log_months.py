"""A file a machine and month: a finished one rests, and the single files of before are read."""

import hashlib
import json
import sys
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck
from machines import DAY, TEXTS, Machine, ids

from flashcards.core.log.line import text_of
from flashcards.services.exchange.sync import sync
from flashcards.storage.database import properties
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import exchange
from flashcards.storage.log.files import append_lines, entry_lines, lines
from flashcards.storage.log.machine import machine

pytestmark = pytest.mark.only_sqlite("a folder whose database is its own is synced")

MINUTE = timedelta(minutes=1)
ONE, OTHER = [("answer", 0, 3, MINUTE)], [("answer", 1, 4, MINUTE)]
MONTH = 31 * DAY
UTC = ZoneInfo("UTC"), timedelta(0)


@pytest.fixture
def here(tmp_path):
    """A machine with two cards."""
    machine = Machine(tmp_path / "here", *UTC)
    deck(machine.root, TEXTS[0])
    return machine


def name_of(here):
    """The machine's id."""
    with here.collection(MORNING) as collection, reading(collection.engine) as connection:
        return machine(connection)


def files(here):
    return {file.name: file.read_bytes() for file in sorted(here.log.iterdir())}


def test_a_finished_month_never_changes_again(here):
    found = []
    for month in range(3):
        now = MORNING + month * MONTH
        here.live(now, ONE)
        here.syncs(now)
        found.append(files(here))
    me = name_of(here)
    assert list(found[-1]) == [f"{me}-2026-{month:02}.jsonl" for month in (1, 2, 3)]
    assert found[0].items() < found[1].items() < found[2].items()


def test_the_month_is_that_of_writing_not_of_answering(here):
    here.live(MORNING, ONE)
    here.live(MORNING + MONTH, OTHER)
    assert here.syncs(MORNING + MONTH).written == 4
    assert list(files(here)) == [f"{name_of(here)}-2026-02.jsonl"]


def test_what_a_finished_month_lost_goes_into_this_month(here):
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    (january,) = here.log.iterdir()
    january.write_bytes(b"")
    synced = here.syncs(MORNING + MONTH)
    assert (synced.written, synced.again, synced.lost) == (2, 2, (january.name,))
    assert january.read_bytes() == b""
    assert len(files(here)) == 2


def test_a_database_put_back_from_another_month_learns_from_the_files_since(here):
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    database = here.root / ".flash" / "flash.db"
    earlier = database.read_bytes()
    here.live(MORNING + MONTH, OTHER)
    here.syncs(MORNING + MONTH)
    known, me = ids(here.facts(MORNING + MONTH)), name_of(here)
    for ending in ("-wal", "-shm"):
        database.with_name(f"flash.db{ending}").unlink(missing_ok=True)
    database.write_bytes(earlier)
    assert here.syncs(MORNING + MONTH).taken_in == 2
    assert ids(here.facts(MORNING + MONTH)) == known
    assert name_of(here) != me


@pytest.mark.parametrize("month", [0, 1])
def test_a_sync_that_was_killed_before_its_end_is_gone_on_with(here, month):
    """One fact is in the file of January, and half another; the database knows of neither."""
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    (january,) = here.log.iterdir()
    before = ids(here.facts(MORNING))
    here.live(MORNING + DAY, OTHER)
    whole, half = (fact for fact in here.facts(MORNING + DAY) if fact.stamp.id not in before)
    append_lines(january, [whole])
    with january.open("a") as file:
        file.write(text_of(half)[:-9])
    left, then = january.read_bytes(), MORNING + DAY + month * MONTH
    assert here.syncs(then).written == 1
    assert here.syncs(then).written == 0
    written = [line.fact for file in sorted(here.log.iterdir()) for line in lines(file)]
    assert written == here.facts(then)
    assert month == 0 or january.read_bytes() == left


def as_the_version_before(here):
    """Leave what a sync of the version before left: one file, and marks of its own form."""
    me = name_of(here)
    (file,) = here.log.iterdir()
    old = file.rename(file.with_name(f"{me}.jsonl"))
    text = old.read_bytes()
    clock = max(fact.stamp.clock for fact in here.facts(MORNING))
    digest = hashlib.sha256(text[-4_096:]).hexdigest()
    with here.collection(MORNING) as collection, writing(collection.engine) as connection:
        before = exchange.exchanged(connection)
        exchange.note_files(connection, {})
        last = [before.place, old.name, len(text), digest, clock]
        properties.say(connection, "log", json.dumps(last))
    return old


def test_the_single_file_of_the_version_before_is_read_for_ever_and_grows_no_more(here):
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    old = as_the_version_before(here)
    before = old.read_bytes()
    assert here.syncs(MORNING).written == 0
    here.live(MORNING + DAY, OTHER)
    assert here.syncs(MORNING + DAY).written == 2
    assert list(files(here)) == [f"{name_of(here)}-2026-01.jsonl", old.name]
    assert old.read_bytes() == before


def test_the_version_before_is_told_no_more_than_where_the_database_is(here):
    """It reads this row as a list of up to five, and then every file from its beginning."""
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    with here.collection(MORNING) as collection, reading(collection.engine) as connection:
        place = exchange.exchanged(connection).place
        assert json.loads(properties.said(connection, "log")) == [place]


def test_a_sync_of_the_version_before_is_noticed(here):
    """It wrote to the single file, and what stands in files is not what was left."""
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    old = as_the_version_before(here)
    with here.collection(MORNING) as collection, reading(collection.engine) as connection:
        assert exchange.exchanged(connection).written is None
    old.write_bytes(b"")
    assert here.syncs(MORNING).written == 2


@pytest.mark.parametrize("said", ["", "7", "{}", "[]", "[1]", '["a", 1', "null"])
def test_marks_that_another_hand_has_written_stop_nothing(here, said):
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    (file,) = here.log.iterdir()
    with here.collection(MORNING) as collection, writing(collection.engine) as connection:
        for key in ("log", "log written", f"log file {file.name}"):
            properties.say(connection, key, said)
    here.syncs(MORNING)
    assert here.syncs(MORNING).written == 0
    assert [line.fact for line in lines(file)] == here.facts(MORNING)


def meanwhile(act):
    """Do something once, where log files begin to be read."""
    waiting = [act]

    def called(frame, event, _):
        if event == "call" and frame.f_code is entry_lines.__code__ and waiting:
            waiting.pop()()

    sys.setprofile(called)


@pytest.fixture
def with_news(here, tmp_path):
    """A machine to whose folder another one's file has come."""
    there = Machine(tmp_path / "there", *UTC)
    deck(there.root, TEXTS[0])
    here.live(MORNING, ONE)
    here.syncs(MORNING)
    there.live(MORNING, OTHER)
    there.syncs(MORNING)
    there.carries_to(here)
    return here


@pytest.mark.parametrize("act", ["answers", "syncs", "answers and syncs", "merges"])
def test_while_files_are_read_another_process_goes_on(with_news, act):
    """The database is not locked yet; what happened meanwhile is neither lost nor done twice."""
    here, now = with_news, MORNING + DAY
    acts = {
        "answers": lambda: here.live(now, OTHER),
        "syncs": lambda: here.syncs(now),
        "answers and syncs": lambda: (here.live(now, OTHER), here.syncs(now)),
        "merges": lambda: here.learns([], now),
    }
    with here.collection(now) as collection:
        meanwhile(acts[act])
        try:
            synced = sync(collection, now)
        finally:
            sys.setprofile(None)
    assert synced.taken_in == (0 if "syncs" in act else 2)
    assert synced.written == (2 if act == "answers" else 0)
    assert here.syncs(now).written == 0
    written = [line.fact.stamp.id for file in here.log.iterdir() for line in lines(file)]
    assert sorted(written) == sorted(ids(here.facts(now)))


def test_a_collection_says_what_it_began_with(with_news, tmp_path):
    new = Machine(tmp_path / "new", *UTC)
    deck(new.root, TEXTS[0])
    with_news.carries_to(new)
    with new.collection(MORNING) as collection:
        assert (collection.synced.taken_in, collection.synced.files) == (4, 2)
        assert sync(collection, MORNING).taken_in == 0
    with new.collection(MORNING) as collection:
        assert collection.synced is None
