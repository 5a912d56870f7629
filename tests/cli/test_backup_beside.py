"""The backup of a long log is made by a process beside: nobody waits, and its promises hold."""

import os
import random
import signal
import time
from datetime import timedelta

import pytest
from collections_on_disk import MORNING, ids, opened, place_of
from running import flash, no_file_larger_than, ok

from flashcards.cli.beside import begun
from flashcards.core.log.card_facts import Review
from flashcards.core.log.line import text_of
from flashcards.core.log.stamp import Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.services.backup import back_up, backups, begin_beside, not_made
from flashcards.services.log.rebuild import rebuild
from flashcards.services.place import home_of
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.log import all_facts
from flashcards.storage.log.machine import machine

MANY = 6_000
CUT_SHORT = (
    "flash: There is no backup of today. The last one was cut short: flash tries again "
    "after each change.\n"
)


@pytest.fixture
def long(root):
    """A collection whose log makes a database of more than 2 MB, of the year before."""
    with opened(root) as collection:
        card = ids(collection)[0]
        with writing(collection.engine) as connection:
            log.append(connection, answers(card, machine(connection)))
        rebuild(collection)
    return root


def answers(card, here):
    rng, clock = random.Random(1), 0
    for number in range(MANY):
        at = MORNING - timedelta(days=365) + timedelta(hours=number)
        clock = tick(clock, at)
        stamp = Stamp(fact_id(at, rng.randbytes(10)), here, at, clock)
        yield Review(stamp, card, Rating(3), at.date(), 0)


@pytest.fixture
def folder(root):
    return home_of(str(root.resolve())) / "backups"


def whys():
    return [row["why"] for row in ok("backup", "list", "--json").json]


def made():
    """Wait for the process beside, which is this one's child."""
    os.wait()


def long_ago(folder):
    """Let the note be older than a process takes to begin."""
    then = time.time() - 3_600
    os.utime(folder / "unfinished.txt", (then, then))


def test_an_answer_begins_a_backup_and_ends_before_it_is_made(long, folder):
    ran = ok("answer", "maths:5", 3)
    assert "comes again in" in ran.out
    made()
    assert whys() == ["daily"]
    assert [path.suffix for path in folder.iterdir()] == [".gz"]
    ok("answer", "maths:8", 3)
    assert whys() == ["daily"]


def test_it_is_whole_and_has_what_was_there_when_it_began(long):
    ok("answer", "maths:5", 3)
    made()
    assert ok("restore").lines[0].endswith(f"daily: {MANY + 1:,} answers.")


def test_a_session_at_its_end_begins_one_too(long):
    ok("review", stdin=" \n3\nq\n")
    made()
    assert whys() == ["daily"]


def test_a_deck_folder_with_modules_of_its_own_is_not_run(long, monkeypatch):
    for name in ("flashcards.py", "subprocess.py", "click.py", "sqlite3.py"):
        (long / name).write_text("raise SystemExit\n")
    monkeypatch.chdir(long)
    ok("answer", "maths:5", 3)
    made()
    assert whys() == ["daily"]


def test_while_one_is_made_no_other_is_begun(long, folder):
    with opened(long) as collection:
        assert begin_beside(collection)
        assert not begin_beside(collection)
        assert not_made(collection) is None
    noted = (folder / "unfinished.txt").stat()
    ok("answer", "maths:5", 3)
    assert (folder / "unfinished.txt").stat() == noted
    assert whys() == []


def test_where_it_fails_the_next_change_says_so_and_tries_again(long, folder):
    with no_file_larger_than(1_000_000):
        ok("answer", "maths:5", 3)
        made()
    assert whys() == []
    ok("due")
    ran = flash("answer", "maths:8", 3)
    assert ran.code == 0
    assert ran.err.startswith("flash: There is no backup of today. Cannot write ")
    assert ran.err.count("\n") == 1
    made()
    assert whys() == ["daily"]
    assert ok("undo").err == ""


def test_the_doctor_says_so_too(long):
    with no_file_larger_than(1_000_000):
        ok("answer", "maths:5", 3)
        made()
    ran = flash("doctor")
    assert ran.code == 1
    assert "Cannot write" in ran.out


def test_whenever_it_is_killed_nothing_half_made_stays_and_the_next_change_makes_one(long, folder):
    rng = random.Random(1)
    with opened(long) as collection:
        before = facts(collection)
        for number in range(4):
            assert begin_beside(collection)
            process = begun(place_of(long))
            time.sleep(rng.uniform(0, 0.8))
            os.kill(process.pid, signal.SIGKILL)
            os.waitpid(process.pid, 0)
            whole = backups(collection)
            assert len(whole) <= number + 1
            assert all(one.facts == MANY for one in whole)
            for one in whole:
                one.path.unlink()
            (folder / "unfinished.txt").touch()
            long_ago(folder)
        assert facts(collection) == before
    ran = flash("answer", "maths:5", 3)
    assert ran.err == CUT_SHORT
    made()
    assert whys() == ["daily"]
    assert ok("answer", "maths:8", 3).err == ""


def facts(collection):
    with reading(collection.engine) as connection:
        return [text_of(fact) for fact in all_facts(connection)]


def test_a_backup_made_otherwise_ends_the_complaint(long):
    with opened(long) as collection:
        begin_beside(collection)
        long_ago(collection.place.backups)
        assert not_made(collection) is not None
        back_up(collection, MORNING, "by-hand")
        assert not_made(collection) is None


def test_a_small_collection_is_copied_at_once(root, folder):
    ok("answer", "maths:5", 3)
    assert whys() == ["daily"]
    assert [path.suffix for path in folder.iterdir()] == [".gz"]
