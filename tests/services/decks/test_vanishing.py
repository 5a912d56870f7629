"""A disk that is full, a database that vanishes: a sentence, nothing corrupt, nothing lost."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from collections_on_disk import deck, dump, opened
from running import FLASH, PATIENCE_S, PYTHON, no_file_larger_than, ok, powerless, sentence
from scripted import review

from flashcards.errors.databases import DatabaseGone, DatabaseReplaced
from flashcards.services.log.rebuild import rebuild
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.file_identity import keep_in_place

pytestmark = pytest.mark.only_sqlite("what is done to a file")

CARDS = "".join(f"Q: Number {number}?\nA: {number}\n\n" for number in range(200))
LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
os.execv(sys.argv[2], sys.argv[2:])
"""
UNSHARE = shutil.which("unshare")
ROOM = "mount -t tmpfs -o size=1m tmpfs {place} && cp -r {cards}/. {place} && "
FILL = "dd if=/dev/zero of={place}/filler bs=4k status=none 2> {cards}/full; "


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A collection of many cards that is meant by every command, opened once."""
    root = tmp_path / "cards"
    deck(root, CARDS)
    monkeypatch.setenv("FLASH_COLLECTION", str(root))
    monkeypatch.setenv("FLASH_NOW", "2026-01-05T08:00:00Z")
    (root / "flash.toml").write_text("new_per_day = 9999\n")
    ok("check")
    return root


def ratings():
    """The grades in the log."""
    return [row["rating"] for row in ok("export", "reviews").json]


def assert_whole(root):
    """The file is in order, and the log and what is made of it say the same."""
    with opened(root) as collection:
        with reading(collection.engine) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


def vanish(root):
    """Delete all that flash keeps in the collection."""
    shutil.rmtree(root / ".flash")


def delete(root):
    """Delete the database file alone; what SQLite keeps beside it stays."""
    (root / ".flash/flash.db").unlink()


@pytest.mark.parametrize("harm", [vanish, delete])
def test_a_database_that_vanishes_in_a_session_is_put_back_with_all_in_it(root, harm):
    def words():
        yield "4\n"
        harm(root)
        yield "3\n"
        yield "2\n"

    ran = review(words())
    assert (ran.code, ran.err) == (0, "")
    assert "3 answers saved; 199 left, 2 in learning steps" in ran.out
    assert ratings() == [4, 3, 2]
    file = root / ".flash/flash.db"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert not [path.name for path in file.parent.iterdir() if "part" in path.name]
    assert_whole(root)


@pytest.mark.parametrize("harm", [vanish, delete])
def test_the_last_answer_is_enough_to_put_it_back(root, harm):
    def words():
        yield "4\n"
        harm(root)
        yield "3\n"

    assert "2 answers saved; 199 left, " in review(words()).out
    assert ratings() == [4, 3]


def test_a_database_that_was_replaced_is_left_alone_and_that_is_said(root, tmp_path):
    other = tmp_path / "other.db"
    shutil.copy(root / ".flash/flash.db", other)

    def words():
        yield "4\n"
        shutil.copy(other, root / ".flash/new")
        (root / ".flash/new").replace(root / ".flash/flash.db")
        yield "3\n"
        yield "3\n"

    ran = review(words())
    assert ran.code == 0
    said = f"The database {root}/.flash/flash.db was moved or replaced by another file"
    assert ran.err.count(said) == 2
    assert "this was not saved; start again" in ran.err
    assert ran.out.endswith("1 answer saved; 199 left.\n")
    for tail in ("-wal", "-shm"):
        (root / f".flash/flash.db{tail}").unlink(missing_ok=True)
    assert ratings() == []


def test_a_collection_whose_folder_is_gone_is_said_and_goes_on_when_it_is_back(root, tmp_path):
    def words():
        yield "4\n"
        root.rename(tmp_path / "away")
        yield "3\n"
        (tmp_path / "away").rename(root)
        yield "\n"
        yield "2\n"

    ran = review(words())
    assert ran.err.count("\n") == 1
    assert "flash.db is gone and cannot be put back (No such file or directory)" in ran.err
    assert ran.code == 0
    assert ratings()[0] == 4
    assert len(ratings()) == 3
    assert_whole(root)


def test_who_did_not_put_it_back_is_told_that_it_was_replaced(root):
    with opened(root) as one, opened(root) as other:
        for collection, key in ((one, "a"), (other, "b")):
            write(collection, key)
        delete(root)
        write(one, "c")
        with pytest.raises(DatabaseReplaced):
            write(other, "d")
        write(one, "e")
    with opened(root) as collection:
        keys = {key for key, _ in dump(collection, "about")["about"]}
        assert {"a", "b", "c", "e"} <= keys
        assert "d" not in keys
    assert_whole(root)


def write(collection, key):
    """One small transaction."""
    with writing(collection.engine) as connection:
        connection.exec_driver_sql("INSERT INTO about VALUES (?, '')", (key,))


def test_what_came_to_the_empty_path_first_is_not_replaced(root, monkeypatch):
    """As if another process made a database between the look and the copy."""
    with opened(root) as collection:
        monkeypatch.setattr(Path, "hardlink_to", lambda *_: Path("/").mkdir())
        with pytest.raises(DatabaseReplaced), writing(collection.engine) as connection:
            connection.exec_driver_sql("INSERT INTO about VALUES ('x', 'y')")
            vanish(root)


def test_a_copy_that_cannot_be_made_is_said_and_the_next_commit_makes_it(root):
    with opened(root) as collection:
        with writing(collection.engine) as connection:
            connection.exec_driver_sql("INSERT INTO about VALUES ('x', 'y')")
        vanish(root)
        with (
            collection.engine.connect() as connection,
            no_file_larger_than(4_000),
            pytest.raises(DatabaseGone, match="disk I/O error"),
        ):
            keep_in_place(connection)
        with writing(collection.engine) as connection:
            connection.exec_driver_sql("INSERT INTO about VALUES ('z', 'y')")
    with opened(root) as collection:
        assert {"x", "z"} <= {key for key, _ in dump(collection, "about")["about"]}


def limited(most, *arguments, stdin=b""):
    """Run with files that can grow to so many bytes only, as on a full disk.

    Python's own files of compiled modules, too, would end there, and stay.
    """
    kept = {name: said for name, said in os.environ.items() if not name.startswith("COV")}
    return subprocess.run(
        [PYTHON, "-c", LIMITED, str(most), FLASH, *arguments],
        input=stdin,
        env=kept | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        timeout=PATIENCE_S,
    )


@pytest.mark.parametrize("room", [40_000, 60_000, 150_000])
def test_a_full_disk_ends_no_session_and_keeps_what_was_acknowledged(root, room):
    ran = limited(room, "review", stdin=b"4\n" * 30)
    err = ran.stderr.decode()
    lines = err.splitlines()
    assert lines, ran
    assert all(line.startswith("flash: ") and "Cannot write " in line for line in lines), err
    acknowledged = max(0, ran.stdout.decode().count(" left]\n") - 1)
    assert len(ratings()) == acknowledged
    assert_whole(root)
    ok("answer", "numbers:1", 3)


def test_a_full_disk_at_the_first_opening_is_a_sentence(tmp_path):
    deck(tmp_path, CARDS)
    ran = limited(4_096, "-C", str(tmp_path), "due")
    assert ran.returncode == 1
    assert sentence(ran.stderr.decode()).startswith("Cannot write ")
    with opened(tmp_path) as collection:
        assert len(dump(collection)["cards"]) == 200


def in_a_small_room(root, place, command):
    """Run a shell command with the collection on a file system of 1 MB of its own."""
    place.mkdir()
    text = (ROOM + command).format(place=place, cards=root, flash=FLASH)
    return subprocess.run(
        [UNSHARE, "-rm", "sh", "-c", text], capture_output=True, check=False, timeout=PATIENCE_S
    )


@pytest.fixture
def room(tmp_path):
    """Where a small file system can be mounted."""
    if UNSHARE is None:
        pytest.skip("there is no `unshare` to mount a small file system with")
    command = [UNSHARE, "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("the system lets no user mount a file system of his own")
    return tmp_path / "room"


def test_a_disk_that_is_really_full_keeps_what_was_acknowledged(root, room):
    words = "yes 4 | head -n 40"
    session = f"{words} | {{flash}} -C {{place}} review > {{cards}}/said 2> {{cards}}/err; "
    back = "rm {place}/filler; {flash} -C {place} export reviews > {cards}/reviews.json"
    ran = in_a_small_room(root, room, FILL + session + back)
    assert ran.returncode == 0, ran
    said, err = (root / "said").read_text(), (root / "err").read_text()
    assert "No space left" in (root / "full").read_text()
    assert err
    assert all(line.startswith("flash: ") for line in err.splitlines()), err
    acknowledged = max(0, said.count(" left]\n") - 1)
    assert (root / "reviews.json").read_text().count('"card"') == acknowledged


def test_a_folder_that_can_only_be_read_is_said_and_the_session_ends(root):
    (root / ".flash/flash.db").chmod(0o444)
    (root / ".flash").chmod(0o555)
    ran = powerless("answer", "numbers:1", "3")
    (root / ".flash").chmod(0o700)
    (root / ".flash/flash.db").chmod(0o600)
    assert (ran.code, ran.out) == (1, "")
    assert sentence(ran.err).startswith(f"Cannot write {root}/.flash/flash.db (")
    assert ratings() == []
