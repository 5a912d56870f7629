"""Backups of databases: whole, private, durable, and out of the way of other writers."""

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from histories import BEGIN, review, stamp
from running import no_file_larger_than

from flashcards.core.rating import Rating
from flashcards.errors.backups import DamagedBackup, WrittenMeanwhile
from flashcards.errors.databases import (
    DamagedDatabase,
    DatabaseBusy,
    DatabaseFailure,
    DatabaseTooNew,
    NotOurDatabase,
)
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.services.progress import unheard
from flashcards.storage.copies.all_rows import put_rows
from flashcards.storage.copies.backup_files import backups_in, put, workplace
from flashcards.storage.copies.backups import (
    RESTORED_AT,
    count_of_facts,
    move_aside,
    prepare,
    replace_content,
    write_backup,
)
from flashcards.storage.database import properties
from flashcards.storage.database.engine import open_database, reading, sqlite_url, writing
from flashcards.storage.database.properties import said
from flashcards.storage.log.log import all_facts, append
from flashcards.storage.log.machine import machine, machines

pytestmark = pytest.mark.only_sqlite("pages of a file are copied")

NOON = datetime(2026, 11, 23, 12, 0, 0, 500_000, UTC)
MANY = 3_000
WRITER = """
import itertools, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA busy_timeout = 5000")
for number in itertools.count():
    connection.execute("BEGIN IMMEDIATE")
    for half in "ab":
        connection.execute(
            "INSERT INTO facts (id, kind, version, machine, at, clock, body) "
            "VALUES (?, 'pair', 1, 'writer', 0, 0, '{}')", (f"{number}{half}",)
        )
    connection.execute("COMMIT")
    if number == 20:
        print("writing", flush=True)
"""
LOCKER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
    print("let in")
except sqlite3.OperationalError as failure:
    print(failure)
"""
BACKER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flashcards.storage.copies.backups import write_backup
from flashcards.storage.database.engine import open_database, sqlite_url

def told(done, total):
    if done > total * float(sys.argv[3]):
        print("in the middle", flush=True)
        sys.stdin.read()

now = datetime(2026, 11, 23, 13, tzinfo=UTC)
write_backup(open_database(sqlite_url(Path(sys.argv[1]))), Path(sys.argv[2]), now, "daily", told)
"""

OLD_SCHEMA = Path(__file__).parents[1] / "database" / "schema-0001.sql"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "hidden" / "flash.db"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "backups"


@pytest.fixture
def engine(place):
    engine = open_database(sqlite_url(place))
    answer(engine, 20)
    yield engine
    engine.dispose()


def answer(engine, number, first=0):
    """Write reviews."""
    with writing(engine) as connection:
        append(connection, [_review(first + count) for count in range(number)])


def _review(number):
    at = BEGIN + timedelta(minutes=number)
    entropy = number.to_bytes(10, "big")
    return review(Rating.GOOD, at, stamp=stamp(at, entropy=entropy), due_on=at.date())


def facts_in(backup, tmp_path):
    """The ids of the facts that a backup gives back."""
    with workplace(tmp_path / "work") as work:
        engine = prepare(backup.path, work, NOON)
        with reading(engine) as connection:
            return [fact.stamp.id for fact in all_facts(connection)]


def facts_of(engine):
    with reading(engine) as connection:
        return [fact.stamp.id for fact in all_facts(connection)]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def back_up(engine, folder, at=NOON, why="daily", progress=unheard):
    return write_backup(engine, folder, at, why, progress)


def test_a_backup_has_every_fact_and_says_when_why_and_how_many(engine, folder, tmp_path):
    made = back_up(engine, folder, why="before-merge")
    assert names(folder) == ["2026-11-23T12-00-00Z-before-merge-20.db.gz"]
    assert made.at == NOON.replace(microsecond=0)
    assert (made.why, made.facts, made.bytes) == ("before-merge", 20, made.path.stat().st_size)
    assert facts_in(made, tmp_path) == facts_of(engine)
    assert backups_in(folder) == [made]


def test_it_is_private_whatever_the_umask(engine, folder):
    before = os.umask(0)
    try:
        made = back_up(engine, folder)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (folder, folder.parent)}
    assert (modes, made.path.stat().st_mode & 0o777) == ({0o700}, 0o600)


def test_it_is_packed_only_where_that_saves_a_fifth(engine, folder, tmp_path):
    assert back_up(engine, folder).path.suffix == ".gz"
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE noise (bytes BLOB)")
        connection.exec_driver_sql("INSERT INTO noise VALUES (?)", (os.urandom(4_000_000),))
    made = back_up(engine, folder)
    assert made.path.suffix == ".db"
    assert facts_in(made, tmp_path) == facts_of(engine)


def test_two_in_a_second_are_two_and_stay_in_order(engine, folder):
    made = [back_up(engine, folder) for _ in range(3)]
    assert backups_in(folder) == made[::-1]
    assert [one.at.second for one in made] == [0, 1, 2]


def test_the_same_log_gives_the_same_bytes(engine, folder):
    first, second = back_up(engine, folder), back_up(engine, folder, at=NOON + timedelta(days=1))
    assert first.path.read_bytes() == second.path.read_bytes()


def test_an_empty_log_is_not_backed_up(place, folder):
    engine = open_database(sqlite_url(place))
    assert back_up(engine, folder) is None
    assert not folder.exists()


def test_progress_grows_to_the_end(engine, folder):
    told = []
    back_up(engine, folder, progress=lambda done, total: told.append(done / total))
    assert told == sorted(told)
    assert told[-1] == 1


def test_other_files_in_the_folder_are_no_backups(engine, folder):
    back_up(engine, folder)
    for name in (
        "2026-13-23T12-00-00Z-daily-20.db",
        "notes.db",
        "2026-11-23T12-00-00Z-daily-20.db.x",
    ):
        (folder / name).touch()
    assert len(backups_in(folder)) == 1


def test_a_folder_is_no_backup(engine, folder):
    back_up(engine, folder)
    (folder / "2026-11-22T12-00-00Z-daily-20.db").mkdir()
    assert len(backups_in(folder)) == 1


def test_a_link_to_nowhere_is_no_backup(engine, folder):
    back_up(engine, folder)
    (folder / "2026-11-23T12-00-00Z-daily-20.db").symlink_to("nowhere")
    assert len(backups_in(folder)) == 1


def test_of_a_folder_that_is_not_there_nothing_is_listed(folder):
    assert backups_in(folder) == []


def test_a_folder_that_is_none_is_told(folder):
    folder.parent.mkdir()
    folder.touch()
    with pytest.raises(CannotRead, match="Not a directory"):
        backups_in(folder)


# Other writers


def let_in(place):
    ran = subprocess.run([sys.executable, "-c", LOCKER, place], capture_output=True, check=True)
    return ran.stdout.decode().strip()


def test_a_second_writer_is_kept_out_before_during_and_after_a_backup(engine, place, folder):
    """The mistake to avoid: opening the live file drops the lock that this process holds on it."""
    with writing(engine) as connection:
        append(connection, [_review(99)])
        assert let_in(place) == "database is locked"
        seen = []
        other = open_database(sqlite_url(place))
        back_up(other, folder, progress=lambda *_: seen.append(let_in(place)))
        assert set(seen) == {"database is locked"}
        other.dispose()
        assert let_in(place) == "database is locked"
    assert let_in(place) == "let in"
    assert count_of_facts(engine) == 21


def test_a_second_writer_is_served_during_a_backup(engine, place, folder):
    seen = []
    back_up(engine, folder, progress=lambda *_: seen.append(let_in(place)))
    assert set(seen) == {"let in"}


@contextmanager
def writer(place):
    command = [sys.executable, "-c", WRITER, str(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == "writing\n"
            yield process
            assert process.poll() is None
        finally:
            process.kill()


def test_a_backup_while_another_process_writes_is_of_one_instant(engine, place, folder):
    """The other writes pairs: a backup never has half of one, and ends though it never pauses."""
    with writer(place):
        made = [back_up(engine, folder) for _ in range(5)]
    for one in made:
        with closing(opened(one)) as connection:
            rows = connection.execute("SELECT id FROM facts WHERE kind = 'pair'").fetchall()
        assert len(rows) % 2 == 0
        assert len(rows) + 20 == one.facts
    assert made[0].facts < made[-1].facts


def opened(backup):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(gzip.decompress(backup.path.read_bytes()))
    return connection


# Crashes and full disks


@pytest.mark.parametrize("when", ["0", "0.5"])
def test_killed_in_the_middle_it_leaves_the_earlier_ones_and_no_half(engine, place, folder, when):
    """While copying, and while packing; what is left over goes with the first one an hour later."""
    earlier = back_up(engine, folder)
    command = [sys.executable, "-c", BACKER, str(place), str(folder), when]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout.readline() == "in the middle\n"
        os.kill(process.pid, signal.SIGKILL)
    assert backups_in(folder) == [earlier]
    left = [path for path in folder.iterdir() if path.is_dir()]
    assert len(left) == 1
    back_up(engine, folder)
    assert left[0].exists()
    age(left[0])
    back_up(engine, folder)
    assert not left[0].exists()
    assert len(backups_in(folder)) == 3


def age(folder):
    for path in (*folder.iterdir(), folder):
        os.utime(path, (0, 0))


def test_what_goes_away_while_it_is_looked_at_is_no_failure(engine, folder):
    folder.mkdir(parents=True)
    (folder / ".part-gone").symlink_to("nowhere")
    assert back_up(engine, folder) is not None


@pytest.mark.parametrize("room", [0, 20_000])
def test_a_full_disk_is_told_and_leaves_all_as_it_was(engine, folder, room):
    earlier = back_up(engine, folder)
    with no_file_larger_than(room), pytest.raises(CannotWrite, match=f"Cannot write {folder}"):
        back_up(engine, folder)
    assert names(folder) == [earlier.path.name]
    assert count_of_facts(engine) == 20


def test_a_folder_that_cannot_be_made_is_told(engine, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="file"):
        back_up(engine, tmp_path / "file" / "backups")


def test_a_damaged_database_is_told_and_not_backed_up(engine, place, folder):
    """Pages in the middle are overwritten: the copy is made, but it does not pass."""
    answer(engine, MANY, first=100)
    engine.dispose()
    with place.open("r+b") as file:
        file.seek(60 * 4096)
        file.write(b"\x55" * 4096 * 3)
    with pytest.raises(DamagedDatabase, match="is damaged .*: `flash doctor --repair`"):
        back_up(open_database(sqlite_url(place)), folder)
    assert names(folder) == []


def test_a_copy_with_fewer_facts_than_were_counted_does_not_pass(engine, folder):
    def told(done, total):
        if done == total / 2:
            (copy,) = folder.glob(".part-*/flash.db")
            with closing(sqlite3.connect(copy)) as other:
                other.execute("DROP TRIGGER facts_remain")
                other.execute("DELETE FROM facts WHERE rowid = 1")
                other.commit()

    with pytest.raises(DamagedDatabase, match="of 20 facts 19 can be read"):
        back_up(engine, folder, progress=told)
    assert names(folder) == []


# Putting back


@pytest.fixture
def work(tmp_path):
    with workplace(tmp_path / "work") as work:
        yield work


def restore(backup, engine, work, expected):
    replace_content(prepare(backup.path, work, NOON), engine, expected, unheard)


def test_what_is_put_back_has_the_facts_of_the_backup(engine, folder, work):
    made = back_up(engine, folder)
    before = facts_of(engine)
    answer(engine, 5, first=50)
    restore(made, engine, work, 25)
    assert facts_of(engine) == before
    answer(engine, 5, first=50)
    assert count_of_facts(engine) == 25


def test_it_goes_on_as_another_machine_and_says_when_it_was_put_back(engine, folder, work):
    made = back_up(engine, folder)
    with reading(engine) as connection:
        was = machine(connection)
    restore(made, engine, work, 20)
    with reading(engine) as connection:
        assert machine(connection) != was
        assert was in machines(connection)
        assert said(connection, RESTORED_AT) == "2026-11-23T12:00:00.500000Z"


def test_it_still_lets_others_read_while_one_writes(engine, folder, work):
    restore(back_up(engine, folder), engine, work, 20)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_others_are_kept_out_until_it_is_put_back(engine, place, folder, work):
    answer(engine, MANY, first=100)
    made = back_up(engine, folder)
    source = prepare(made.path, work, NOON)
    seen = []

    def told(done, total):
        if done < total:
            seen.append(let_in(place))

    replace_content(source, engine, MANY + 20, told)
    assert seen
    assert set(seen) == {"database is locked"}
    assert let_in(place) == "let in"


def test_a_reader_that_began_before_sees_the_old_state_until_it_ends(engine, folder, work):
    made = back_up(engine, folder)
    answer(engine, 5, first=50)
    with reading(engine) as connection:
        counted = "SELECT count(*) FROM facts"
        assert connection.exec_driver_sql(counted).scalar() == 25
        restore(made, engine, work, 25)
        assert connection.exec_driver_sql(counted).scalar() == 25
    assert count_of_facts(engine) == 20


def test_what_was_written_meanwhile_is_not_overwritten(engine, folder, work):
    made = back_up(engine, folder)
    answer(engine, 5, first=50)
    with pytest.raises(WrittenMeanwhile, match="changed while it was being replaced"):
        restore(made, engine, work, 20)
    assert count_of_facts(engine) == 25


def test_a_writer_that_does_not_end_is_told(engine, place, folder, work):
    made = back_up(engine, folder)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = open_database(sqlite_url(place))
        with impatient.connect() as connection:
            connection.connection.driver_connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(DatabaseBusy, match="Another flash has been writing"):
            restore(made, impatient, work, 20)


def test_a_backup_that_is_cut_off_is_told(engine, folder, work):
    made = back_up(engine, folder)
    made.path.write_bytes(made.path.read_bytes()[:-500])
    with pytest.raises(DamagedBackup, match="is damaged .*: restore another"):
        prepare(made.path, work, NOON)


@pytest.mark.parametrize("place_of_damage", [5, 500, -6])
def test_a_backup_with_a_wrong_byte_is_told(engine, folder, work, place_of_damage):
    made = back_up(engine, folder)
    content = bytearray(made.path.read_bytes())
    content[place_of_damage] ^= 0xFF
    made.path.write_bytes(content)
    if place_of_damage == 5:
        assert prepare(made.path, work, NOON)  # a time that nobody reads
        return
    with pytest.raises(DamagedBackup, match="is damaged"):
        prepare(made.path, work, NOON)


def test_an_unpacked_backup_that_is_damaged_is_told(engine, folder, work):
    made = back_up(engine, folder)
    plain = folder / "2026-11-23T12-00-09Z-daily-20.db"
    plain.write_bytes(gzip.decompress(made.path.read_bytes()))
    assert len(facts_of(prepare(plain, work, NOON))) == 20
    (work / "restored.db").unlink()
    with plain.open("r+b") as file:
        file.seek(4096)
        file.write(b"\x55" * 8192)
    with pytest.raises(DamagedBackup, match="is damaged"):
        prepare(plain, work, NOON)


def test_what_is_no_backup_is_told(tmp_path, work):
    text = tmp_path / "diary.txt"
    text.write_text("dear diary, today I learnt nothing" * 99)
    with pytest.raises(DamagedBackup, match="file is not a database"):
        prepare(text, work, NOON)
    packed = tmp_path / "diary.gz"
    packed.write_bytes(b"dear diary")
    with pytest.raises(DamagedBackup, match="Not a gzipped file"):
        prepare(packed, work, NOON)
    for path in (tmp_path / "nowhere.db", tmp_path / "nowhere.gz"):
        with pytest.raises(CannotRead, match="nowhere"):
            prepare(path, work, NOON)


def test_the_database_of_another_program_is_not_put_back(tmp_path, work):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (id)")
    with pytest.raises(NotOurDatabase):
        prepare(path, work, NOON)


def test_a_backup_of_a_newer_program_is_not_put_back(engine, folder, work):
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    made = back_up(engine, folder)
    with pytest.raises(DatabaseTooNew):
        prepare(made.path, work, NOON)


def test_a_database_of_the_first_schema_is_backed_up_and_put_back_in_the_newest(
    engine, folder, work, tmp_path
):
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(OLD_SCHEMA.read_text())
    made = []
    open_database(sqlite_url(old), lambda found: made.append(back_up(found, folder)))
    assert [one.facts for one in made] == [1]
    restore(made[0], engine, work, 20)
    with reading(engine) as connection:
        (fact,) = all_facts(connection)
    assert fact.card == "abc"


def test_a_database_is_moved_aside_with_what_belongs_to_it(engine, place):
    content = place.read_bytes()
    aside = move_aside(place, NOON)
    assert aside.name == "flash.db.damaged-2026-11-23T12-00-00Z"
    assert aside.read_bytes() == content
    assert not [path for path in place.parent.iterdir() if not path.name.startswith(aside.name)]
    assert (place.parent / f"{aside.name}-wal").exists()


def test_a_second_one_is_moved_to_another_name(place):
    asides = []
    for content in (b"x", b"y"):
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        asides.append(move_aside(place, NOON))
    assert [aside.read_bytes() for aside in asides] == [b"x", b"y"]


def test_a_database_that_cannot_be_moved_aside_is_told():
    with pytest.raises(CannotWrite, match="damaged-2026"):
        move_aside(Path("/proc/version"), NOON)


def test_other_failures_of_sqlite_are_told(engine, folder, work, tmp_path):
    """Such as a database with larger pages, which SQLite cannot copy into."""
    made = back_up(engine, folder)
    place = tmp_path / "large.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
    with pytest.raises(DatabaseFailure, match="readonly"):
        restore(made, open_database(sqlite_url(place)), work, 0)


def test_a_finished_file_takes_the_next_free_second(folder, tmp_path):
    with workplace(folder) as work:
        for number in range(2):
            file = work / "flash.db"
            file.write_bytes(b"x")
            made = put(file, folder, NOON, "daily", number)
            assert made.at.second == number


def test_all_rows_can_be_put_into_another_database(engine, tmp_path):
    """As from a server and back."""
    other = open_database(sqlite_url(tmp_path / "other.db"))
    told = []
    with reading(engine) as source, writing(other) as target:
        properties.forget(target)
        put_rows(source, target, lambda done, total: told.append((done, total)))
        assert machine(target) == machine(source)
    assert facts_of(other) == facts_of(engine)
    assert told[-1] == (21, 21)


def test_an_unpacked_backup_in_use_elsewhere_is_told(engine, folder, work):
    made = back_up(engine, folder)
    plain = folder / "2026-11-23T12-00-09Z-daily-20.db"
    plain.write_bytes(gzip.decompress(made.path.read_bytes()))
    with closing(sqlite3.connect(plain, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy, match="has been writing to .*daily-20.db"):
            prepare(plain, work, NOON)
