"""Two sessions and a script on one collection: no answer is lost, and none is given twice."""

import multiprocessing
import os
import sqlite3
from contextlib import ExitStack, closing

import pytest
from collections_on_disk import at, deck, dump, ids, opened, reviews
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import failed, flash, ok, process
from scripted import review

from flashcards.errors.base import FlashError
from flashcards.errors.databases import DatabaseBusy
from flashcards.services.log.rebuild import rebuild
from flashcards.services.study import session as service
from flashcards.services.study.acts import suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.review_options import ReviewOptions
from flashcards.storage.database import sqlite
from flashcards.storage.database.engine import open_database, reading, sqlite_url

pytestmark = pytest.mark.only_sqlite("two connections to one file")

ACTS = st.sampled_from(["grade", "grade", "grade", "skip", "bury", "suspend", "script", "face"])
STEPS = st.lists(st.tuples(st.integers(0, 1), ACTS, st.integers(1, 4)), max_size=25)
MANY = "".join(f"Q: {number}?\nA: {number}\n\n" for number in range(6))
MACHINES = 8


class Sitting:
    """A learner at one of two terminals: what was shown, and which grades were acknowledged."""

    def __init__(self, collection):
        self.collection = collection
        self.session = service.start(collection, at(), ReviewOptions())
        self.acknowledged = []

    def go_on(self, session, graded=None):
        """What the interface does after each act: it looks which card comes."""
        if graded is not None and session.act not in {None, self.session.act}:
            self.acknowledged.append((graded, session.act))
        self.session = service.face(self.collection, at(), session).session


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, undoes=st.booleans())
def test_sessions_that_take_turns_lose_nothing_and_grade_nothing_twice(
    tmp_path_factory, steps, undoes
):
    root = tmp_path_factory.mktemp("two")
    deck(root, MANY)
    with ExitStack() as stack:
        sittings = [Sitting(stack.enter_context(opened(root))) for _ in range(2)]
        scripted = []
        for who, act, grade in steps:
            take(sittings[who], act, grade, scripted)
        if undoes:
            for one in sittings:
                while one.session.before is not None:
                    one.go_on(service.undo(one.collection, at(), one.session))
        collection = sittings[0].collection
        acknowledged = [done for one in sittings for done in one.acknowledged] + scripted
        written = {review.stamp.id: review.card for review in reviews(collection)}
        assert sorted((card, act) for act, card in written.items()) == sorted(acknowledged)
        by_session = [{card for card, _ in one.acknowledged} for one in sittings]
        assert not by_session[0] & by_session[1]
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


def take(sitting, act, grade, scripted):
    """One act of one learner, or of a script."""
    collection, shown = sitting.collection, sitting.session.shown
    if act == "script":
        card = ids(collection)[grade]
        done = answer(collection, at(), card, Grade(grade))
        scripted.append((card, done.review.stamp.id))
    elif act == "face" or shown is None:
        sitting.go_on(sitting.session)
    elif act == "grade":
        sitting.go_on(service.grade(collection, at(), sitting.session, grade), shown.card)
    elif act == "skip":
        sitting.go_on(service.skip(at(), sitting.session))
    else:
        deed = service.bury if act == "bury" else service.suspend
        sitting.go_on(deed(collection, at(), sitting.session))


def test_a_card_is_graded_once_though_both_sessions_show_it(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as one, opened(tmp_path) as other:
        both = [Sitting(one), Sitting(other)]
        for each in both:
            each.go_on(service.grade(each.collection, at(), each.session, 4), "one?")
        assert len(reviews(one)) == 1
        assert len(both[1].acknowledged) == 0
        assert both[1].session.left == 2


def test_a_suspension_elsewhere_after_the_queue_was_made_holds(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as one, opened(tmp_path) as other:
        session = service.start(one, at(), ReviewOptions())
        for card in ids(other):
            suspend(other, at(), card)
        facing = service.face(one, at(), session)
        assert (facing.known, facing.session.shown, len(facing.passed)) == (None, None, 3)


@pytest.fixture
def collection(tmp_path, monkeypatch):
    """A collection that was opened once."""
    deck(tmp_path)
    monkeypatch.setenv("FLASH_COLLECTION", str(tmp_path))
    ok("check")
    return tmp_path


@pytest.fixture
def hurried(monkeypatch):
    """Nobody waits for a lock as long as a learner would."""
    monkeypatch.setattr(sqlite, "_BUSY_TIMEOUT_MS", 30)


def locked(root):
    """A connection that keeps all other writers out."""
    holder = sqlite3.connect(root / ".flash/flash.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    return closing(holder)


def test_a_lock_is_waited_for_five_seconds(collection):
    engine = open_database(sqlite_url(collection / ".flash/flash.db"))
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000


def test_a_lock_that_is_held_for_long_is_one_sentence(collection, hurried):
    with locked(collection):
        said = failed("answer", "numbers:1", 3)
        assert said.endswith("for more than 5 seconds: try again.")
        assert str(collection) in said
        deck(collection, "Q: more?\nA: yes\n", "more.md")
        assert failed("due") == said
    ok("answer", "numbers:1", 3)


def test_a_session_goes_on_after_a_lock_and_the_grade_can_be_given_again(collection, hurried):
    def words():
        with locked(collection):
            yield "3\n"
            yield "\n"
        yield "4\n"

    ran = review(words())
    assert ran.code == 0
    assert ran.err.count("\n") == 1
    assert "for more than 5 seconds: try again." in ran.err
    assert ran.out.endswith("1 answer saved; 2 left.\n")
    assert [row["rating"] for row in ok("export", "reviews").json] == [4]


def test_looking_is_possible_while_somebody_writes(collection):
    os.utime(collection / "numbers.md", (1_700_000_000, 1_700_000_000))
    ok("check")
    with locked(collection):
        assert ok("due", "--json").json["new"] == 3


def test_an_import_beside_a_review_loses_neither(collection, tmp_path_factory):
    other = deck(tmp_path_factory.mktemp("other"), "Q: four?\nA: 4\n", "more.md")

    def words():
        yield "4\n"
        ran = process("import", other)
        assert ran.code == 0, ran
        yield "4\n"
        yield "4\n"

    assert review(words()).out.endswith("3 answers saved.\n")
    assert ok("due", "--json").json["new"] == 1


def _answer_at_once(root, barrier):
    barrier.wait()
    os.environ["FLASH_NOW"] = "2026-01-05T08:00:00Z"
    os._exit(flash("-C", root, "answer", "numbers:1", 3).code)


def _open_at_once(path, barrier):
    barrier.wait()
    try:
        open_database(sqlite_url(path))
    except FlashError:
        os._exit(1)
    os._exit(0)


def at_once(target, place):
    """The exit codes of processes that do the same at the same time."""
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(MACHINES)
    running = [context.Process(target=target, args=(place, barrier)) for _ in range(MACHINES)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return [one.exitcode for one in running]


def test_processes_that_open_a_fresh_collection_at_once_all_work(tmp_path):
    deck(tmp_path)
    assert at_once(_answer_at_once, tmp_path) == [0] * MACHINES
    with opened(tmp_path) as collection:
        assert len(reviews(collection)) == MACHINES
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


@pytest.mark.parametrize("number", range(3))
def test_processes_that_make_one_database_at_once_make_one(tmp_path, number):
    assert at_once(_open_at_once, tmp_path / "hidden/flash.db") == [0] * MACHINES


@pytest.mark.parametrize("hold", ["BEGIN IMMEDIATE", "BEGIN"])
def test_making_a_database_waits_for_those_who_use_it_and_then_says_so(tmp_path, hurried, hold):
    """SQLite itself would not wait here."""
    path = tmp_path / "flash.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("CREATE TABLE t (x)")
        holder.execute(hold)
        holder.execute("SELECT * FROM t").fetchall()
        with pytest.raises(DatabaseBusy):
            sqlite.prepare(sqlite.engine_at(sqlite_url(path)))
    engine = sqlite.engine_at(sqlite_url(path))
    sqlite.prepare(engine)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
