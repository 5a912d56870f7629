"""Backups of a collection: when they are made, which stay, and how one is put back."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from collections_on_disk import (
    BERLIN,
    MORNING,
    THREE,
    at,
    deck,
    dump,
    ids,
    opened,
    place_of,
    reviews,
)

from flashcards.core.json_values import instant_text
from flashcards.core.study_day import Moment
from flashcards.errors.backups import (
    AmbiguousBackup,
    DamagedBackup,
    NoBackups,
    NoSuchBackup,
    WrittenMeanwhile,
)
from flashcards.errors.cards import UnknownCard
from flashcards.errors.databases import NotOurDatabase
from flashcards.services.backup import back_up, backups, daily
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import import_sources
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import log_state, open_collection
from flashcards.services.opening.restore import backups_meant, backups_without_database, restore
from flashcards.services.own_database import database_file
from flashcards.services.place import Place
from flashcards.services.study.answer import Grade, answer

NOW = MORNING
DATABASE = Path(".flash") / "flash.db"
OLD_SCHEMA = Path(__file__).parents[1] / "storage" / "database" / "schema-0001.sql"
RESTORER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flashcards.services.opening.restore import restore
from flashcards.services.place import Place

seen = []
def told(done, total):
    seen.append(done)
    if len(seen) > 1 and seen[-1] < seen[-2]:
        print("replacing", flush=True)
        sys.stdin.read()

root = Path(sys.argv[1])
place = Place.at(root, sys.argv[3] or None)
restore(place, datetime(2026, 1, 5, 9, tzinfo=UTC), sys.argv[2], told)
"""


@pytest.fixture
def root(tmp_path):
    deck(tmp_path)
    yield tmp_path
    with opened(tmp_path) as collection:
        shutil.rmtree(collection.place.backups, ignore_errors=True)


in_a_file = pytest.mark.only_sqlite("it is about the file of a database")


@pytest.fixture
def collection(root):
    with opened(root) as collection:
        yield collection


def grade(collection, number=0, moment=None):
    return answer(collection, moment or at(), ids(collection)[number], Grade(3))


def put_back(root, said=None, hours=1):
    return restore(place_of(root), NOW + timedelta(hours=hours), said)


def whys(root):
    return [backup.why for backup in backups_meant(place_of(root))]


# When


def test_nothing_is_backed_up_before_there_is_something_to_lose(collection):
    assert back_up(collection, NOW, "by-hand") is None
    assert daily(collection, at()) is None
    assert backups(collection) == []


def test_backups_are_listed_the_newest_first(collection):
    grade(collection)
    first = back_up(collection, NOW, "by-hand")
    grade(collection, 1)
    second = back_up(collection, NOW + timedelta(hours=1), "before-merge")
    assert backups(collection) == [second, first]
    assert [one.facts for one in (second, first)] == [4, 2]


def test_the_first_change_of_a_study_day_is_backed_up_and_then_at_most_once_an_hour(collection):
    grade(collection)
    assert daily(collection, at()).why == "daily"
    grade(collection, 1)
    assert daily(collection, at(minutes=10)) is None
    assert daily(collection, at(hours=1)) is None
    assert daily(collection, at(hours=1, minutes=1)).facts == 4
    assert daily(collection, at(hours=9)) is None


def test_a_study_day_is_the_learners(collection):
    """In Berlin it is five o'clock on the sixth when it is four in UTC."""
    grade(collection)
    assert daily(collection, at(hours=18, minutes=30, zone=BERLIN))
    grade(collection, 1)
    assert daily(collection, at(hours=18, minutes=59, zone=BERLIN)) is None
    assert daily(collection, at(hours=19, zone=BERLIN))


def test_a_day_without_change_is_not_backed_up(collection):
    grade(collection)
    assert daily(collection, at())
    assert daily(collection, at(days=1)) is None
    undo(collection, at(days=2))
    assert daily(collection, at(days=2))


def test_a_backup_of_another_kind_does_not_stand_in_for_the_days(collection):
    grade(collection)
    back_up(collection, NOW, "before-merge")
    grade(collection, 1)
    assert daily(collection, at(hours=1)).facts == 4


def test_as_many_facts_after_restoring_are_not_the_same_facts(root):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
        grade(collection, 1)
    put_back(root, instant_text(NOW))
    with opened(root) as collection:
        grade(collection, 2, at(hours=2))
        newest = backups(collection)[0]
        assert (newest.why, newest.facts) == ("before-restore", 4)
        assert daily(collection, at(hours=2)).facts == 4


def test_each_new_backup_thins_the_folder(collection):
    grade(collection)
    folder = collection.place.backups
    folder.mkdir(parents=True)
    for hours in range(0, 39 * 24, 12):
        made_at = at(hours=hours).now
        (folder / f"{made_at:%Y-%m-%dT%H-%M-%SZ}-daily-1.db.gz").touch()
    back_up(collection, at(days=39).now, "by-hand")
    kept = [(one.at - MORNING).days for one in backups(collection)]
    assert kept == [39, 38, 38, *range(37, 25, -1), 20, 13, 6]


def test_backups_of_a_long_log_take_no_more_than_a_gigabyte_together(collection):
    """Files with holes stand in for those of a database of ten years."""
    grade(collection)
    folder = collection.place.backups
    folder.mkdir(parents=True)
    for days in range(39):
        with (folder / f"{at(days=days).now:%Y-%m-%dT%H-%M-%SZ}-daily-1.db.gz").open("wb") as file:
            file.truncate(150_000_000)
    newest = back_up(collection, at(days=39).now, "by-hand")
    left = backups(collection)
    assert left[0] == newest
    assert [(one.at - MORNING).days for one in left] == [39, 38, 37, 34, 30, 20, 6]
    assert sum(one.bytes for one in left) < 1_000_000_000


def test_an_import_is_preceded_by_a_backup_where_it_adds_something(root, collection, tmp_path):
    source = deck(tmp_path / "elsewhere", "Q: four?\nA: 4\n", "more.md").rename(root / "../x.md")
    grade(collection)
    import_sources(collection, at(), [str(source)], ImportWishes())
    assert [one.why for one in backups(collection)] == ["before-import"]
    import_sources(collection, at(), [str(source)], ImportWishes())
    assert len(backups(collection)) == 1
    source.unlink()


@in_a_file
def test_an_upgrade_is_preceded_by_a_backup(root):
    old(root)
    with opened(root) as collection:
        assert [(one.why, one.facts) for one in backups(collection)] == [("before-upgrade", 1)]
    with opened(root) as collection:
        assert len(backups(collection)) == 1


def old(root):
    """A database of the first schema, with a fact."""
    shutil.rmtree(root / ".flash", ignore_errors=True)
    (root / ".flash").mkdir()
    with closing(sqlite3.connect(root / DATABASE)) as connection:
        connection.executescript(OLD_SCHEMA.read_text())


def test_the_state_of_the_log_changes_with_every_act(collection):
    seen = [log_state(collection)]
    grade(collection)
    seen.append(log_state(collection))
    undo(collection, at())
    seen.append(log_state(collection))
    assert seen == sorted(set(seen))


# Putting back


def test_what_is_restored_is_what_was_backed_up_and_rebuilding_changes_nothing(root):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
        before = dump(collection, "facts", "schedules", "cards")
        grade(collection, 1)
    done = put_back(root)
    assert (done.answers, done.lost, done.before.facts, done.aside) == (1, 1, 4, None)
    with opened(root) as collection:
        assert dump(collection, "facts", "schedules", "cards") == before
        rebuild(collection)
        assert dump(collection, "facts", "schedules", "cards") == before


def test_restoring_twice_goes_back(root):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
        grade(collection, 1)
        before = dump(collection, "facts", "schedules", "cards")
    put_back(root)
    put_back(root, hours=2)
    with opened(root) as collection:
        assert dump(collection, "facts", "schedules", "cards") == before
    assert whys(root) == ["before-restore", "before-restore", "by-hand"]


def test_undo_after_restoring_takes_back_what_this_machine_did_before(root):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
    put_back(root)
    with opened(root) as collection:
        undo(collection, at(hours=2))
        assert len(reviews(collection)) == 1


def test_what_was_edited_since_the_backup_keeps_its_history(root):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
    deck(root, THREE.replace("one?", "what is one?"))
    put_back(root)
    with opened(root) as collection:
        first = ids(collection)[0]
        schedules = {row[0]: row for row in dump(collection)["schedules"]}
        assert first in schedules


@in_a_file
def test_a_backup_of_the_first_schema_is_upgraded(root):
    old(root)
    with opened(root) as collection:
        grade(collection)
    done = put_back(root)
    assert (done.backup.why, done.answers, done.lost) == ("before-upgrade", 1, 1)
    with opened(root) as collection:
        assert [review.card for review in reviews(collection)] == ["abc"]


def test_a_backup_is_named_by_the_beginning_of_its_time(root):
    with opened(root) as collection:
        for number, hours in enumerate((0, 3, 4)):
            grade(collection, number)
            back_up(collection, at(hours=hours).now, "by-hand")
    assert put_back(root, "2026-01-05T08", hours=5).answers == 1
    assert put_back(root, "2026-01-05 11:00", hours=6).answers == 2
    assert put_back(root, "2026-01-05t12:00:00z", hours=7).answers == 3
    with pytest.raises(AmbiguousBackup, match="'2026' is the beginning of 6 backups: .*T08:00:00Z"):
        put_back(root, "2026")


@pytest.mark.parametrize("said", ["2031", "yesterday", "", "."])
def test_what_names_no_backup_is_told(root, said):
    with pytest.raises(NoSuchBackup, match="is neither the time of a backup nor a file"):
        put_back(root, said)


def test_without_any_backup_a_file_is_asked_for(root):
    with pytest.raises(NoBackups, match="There is no backup in .*backups: name the file"):
        put_back(root)


def test_the_file_of_another_collection_can_be_restored(root, collection, tmp_path):
    grade(collection)
    made = back_up(collection, NOW, "by-hand").path
    other = tmp_path / "other"
    deck(other)
    taken = Path(shutil.copy(made, tmp_path / "taken.gz"))
    done = put_back(other, str(taken))
    assert (done.file, done.backup, done.answers, done.before) == (taken, None, 1, None)


@in_a_file
def test_the_database_of_another_collection_can_be_restored_while_it_is_open(
    root, collection, tmp_path
):
    grade(collection)
    other = tmp_path / "other"
    deck(other)
    assert put_back(other, str(root / DATABASE)).answers == 1


def test_a_damaged_backup_changes_nothing(root):
    with opened(root) as collection:
        grade(collection)
        made = back_up(collection, NOW, "by-hand").path
    made.write_bytes(made.read_bytes()[:-99])
    with pytest.raises(DamagedBackup):
        put_back(root)
    assert whys(root) == ["by-hand"]
    with opened(root) as collection:
        assert len(reviews(collection)) == 1


@in_a_file
@pytest.mark.parametrize("damage", ["garbage", "pages"])
def test_a_damaged_database_is_moved_aside(root, damage):
    with opened(root) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
    content = (root / DATABASE).read_bytes()
    content = b"dear diary" if damage == "garbage" else content[:4096] + b"\x55" * 40_960
    (root / DATABASE).write_bytes(content)
    done = put_back(root)
    assert (done.answers, done.before) == (1, None)
    assert done.aside.parent == root / ".flash"
    assert done.aside.read_bytes() == content
    with opened(root) as collection:
        assert len(reviews(collection)) == 1


@in_a_file
def test_the_database_of_another_program_is_left_alone(root, collection, tmp_path):
    """It is not damaged: somebody named the wrong one."""
    grade(collection)
    made = back_up(collection, NOW, "by-hand").path
    place = tmp_path / "other.db"
    with closing(sqlite3.connect(place)) as other:
        other.execute("CREATE TABLE notes (id)")
    with pytest.raises(NotOurDatabase):
        restore(Place.at(root, f"sqlite:///{place}"), NOW, str(made))
    assert place.exists()


@in_a_file
def test_a_deleted_database_is_told_of_and_restored(root):
    with opened(root) as collection:
        grade(collection)
        made = back_up(collection, NOW, "by-hand")
    assert backups_without_database(place_of(root)) == []
    shutil.rmtree(root / ".flash")
    assert backups_without_database(place_of(root)) == [made]
    done = put_back(root)
    assert (done.answers, done.lost, done.before, done.aside) == (1, -1, None, None)


@in_a_file
def test_a_database_that_was_named_has_its_own_backups(root, tmp_path):
    file = tmp_path / "apart.db"
    place = Place.at(root, f"sqlite:///{file}")
    assert database_file(place) == file
    with open_collection(place, NOW) as collection:
        grade(collection)
        back_up(collection, NOW, "by-hand")
        grade(collection, 1)
    assert backups_meant(place_of(root)) == []
    assert restore(place, at(hours=1).now, None).lost == 1
    file.unlink()
    assert len(backups_without_database(place)) == 2


def test_a_session_elsewhere_goes_on_with_what_was_restored(root, collection):
    grade(collection)
    back_up(collection, NOW, "by-hand")
    grade(collection, 1)
    process = restoring(root, "2026-01-05T08:00:00")
    process.communicate()
    assert process.returncode == 0
    machines = {review.stamp.machine for review in reviews(collection)}
    done = grade(collection, 1, at(hours=2))
    assert done.schedule.reps == 1
    assert done.review.stamp.machine not in machines
    assert len(reviews(collection)) == 2


@in_a_file
def test_killed_while_it_restores_it_leaves_what_was_there(root, collection):
    grade(collection)
    back_up(collection, NOW, "by-hand")
    grade(collection, 1)
    before = dump(collection, "facts", "schedules", "cards", "about")
    process = restoring(root, "2026-01-05T08:00:00")
    assert process.stdout.readline() == "replacing\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert dump(collection, "facts", "schedules", "cards", "about") == before
    assert whys(root) == ["before-restore", "by-hand"]
    put_back(root, "2026-01-05T08:00:00", hours=3)
    assert len(reviews(collection)) == 1


def restoring(root, said):
    pipe = subprocess.PIPE
    database = place_of(root).address or ""
    command = [sys.executable, "-c", RESTORER, str(root), said, database]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_an_answer_given_between_backup_and_replacement_is_not_lost(root, collection):
    grade(collection)
    back_up(collection, NOW, "by-hand")
    told = []

    def answering(done, total):
        told.append(done)
        if done == total and len(told) > 1 and not reviews(collection)[1:]:
            grade(collection, 1)

    with pytest.raises(WrittenMeanwhile, match="end other sessions, then try again"):
        restore(place_of(root), at(hours=1).now, None, answering)
    assert len(reviews(collection)) == 2


def test_a_card_that_the_restored_log_never_saw_can_be_answered(root, collection):
    grade(collection)
    back_up(collection, NOW, "by-hand")
    deck(root, "Q: four?\nA: 4\n", "more.md")
    put_back(root)
    assert len(ids(collection)) == 4
    with pytest.raises(UnknownCard):
        answer(collection, Moment(NOW, BERLIN), "no card", Grade(3))
