"""`flash sync` and `flash merge`: what is said, and a walk with two clones of a repository."""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess

import pytest
from collections_on_disk import THREE, deck
from running import Terminal, failed, flash, ok

from flashcards.services.place import Place

GIT = shutil.which("git")


@pytest.fixture
def there(world, root):
    """Another collection of the same decks, with an answer of its own."""
    other = world / "there"
    shutil.copytree(root, other)
    ok("-C", other, "answer", "maths:8", 4)
    return other


def due(root):
    return ok("-C", root, "due", "--json").json


def history(root, card):
    return [one["rating"] for one in ok("-C", root, "show", card, "--json").json["history"]]


# Merge


def test_a_merge_takes_in_what_was_answered_there_and_says_how_much(root, there):
    ok("answer", "maths:5", 3)
    assert ok("merge", there).out == f"2 facts taken in from {there}.\n"
    assert history(root, "maths:8") == [4]
    assert ok("merge", there).out == f"Everything in {there} was here already.\n"
    assert ok("-C", there, "merge", root).out == f"2 facts taken in from {root}.\n"
    assert due(root) == due(there)


def test_a_database_a_packed_one_a_log_file_and_an_address_can_be_merged(root, there, world):
    ok("-C", there, "sync")
    database = Place.at(there).inside
    with database.open("rb") as file, gzip.open(world / "packed.db.gz", "wb") as packed:
        shutil.copyfileobj(file, packed)
    (log,) = (there / ".flash" / "log").glob("*.jsonl")
    for other in (log, log.parent, database, world / "packed.db.gz", f"sqlite:///{database}"):
        fresh = world / f"fresh{len(list(world.iterdir()))}"
        deck(fresh, (root / "maths.md").read_text(), "maths.md")
        assert ok("-C", fresh, "merge", other).out == f"2 facts taken in from {other}.\n"


def test_a_merge_begins_with_a_backup(root, there):
    ok("answer", "maths:5", 3)
    ok("merge", there)
    whys = [row["why"] for row in ok("backup", "list", "--json").json]
    assert whys.count("before-merge") == 1


def test_what_was_merged_is_left_as_it_was(root, there):
    def bytes_of():
        return {path: path.read_bytes() for path in there.rglob("*") if path.is_file()}

    before = bytes_of()
    ok("merge", there)
    assert bytes_of() == before


@pytest.mark.parametrize("name", ["nowhere", "empty", "notes.txt"])
def test_a_place_without_a_log_is_refused(root, world, name):
    (world / "empty").mkdir()
    (world / "notes.txt").write_text("dear diary")
    said = failed("merge", world / name)
    place = world / name
    assert said.startswith((f"There is no log at {place}: ", f"{place} is not a SQLite database: "))


def test_a_damaged_packed_database_is_refused(root, world):
    (world / "broken.db.gz").write_bytes(gzip.compress(b"SQLite format 3\0" * 999)[:-9])
    assert failed("merge", world / "broken.db.gz").startswith("Cannot read")


def test_a_collection_is_not_merged_with_itself(root):
    ok("answer", "maths:5", 3)
    place = Place.at(root).inside
    assert failed("merge", root) == f"{place} is this collection's own database: name another one."


def test_another_programs_database_is_refused(root, world):
    other = sqlite3.connect(world / "other.db")
    other.execute("CREATE TABLE notes (id)")
    other.close()
    said = failed("merge", world / "other.db")
    assert "is a database of another program" in said


def test_a_database_of_a_later_program_is_refused(root, there):
    other = sqlite3.connect(Place.at(there).inside)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    assert "newer than this program's" in failed("merge", there)


def test_lines_that_say_no_fact_are_named(root, world):
    (world / "log.jsonl").write_text("<<<<<<< HEAD\n{}\n\n7\nx\ny\n")
    ran = flash("merge", world / "log.jsonl")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        *(f"flash: {world}/log.jsonl:{line} is not a fact: it was skipped." for line in (1, 2, 4)),
        "flash: 2 more lines that are not facts were skipped.",
    ]


# Sync


def test_a_sync_says_what_went_out_and_what_came_in(root, there):
    ok("answer", "maths:5", 3)
    assert ok("sync").out == "2 facts written, 0 facts taken in from 0 other files.\n"
    assert ok("sync").out == "0 facts written, 0 facts taken in from 0 other files.\n"
    shutil.copytree(root / ".flash" / "log", there / ".flash" / "log")
    assert ok("-C", there, "sync").out == "2 facts written, 2 facts taken in from 1 other file.\n"


def test_the_folder_keeps_only_the_log_from_git(root):
    ok("answer", "maths:5", 3)
    ok("sync")
    assert (root / ".flash" / ".gitignore").read_text() == "*\n!log/\n!log/**\n"


def test_sync_on_takes_the_database_out_of_the_folder_and_off_brings_it_back(root):
    ok("answer", "maths:5", 3)
    before = due(root)
    assert ok("sync", "--on").lines[-1] == (
        "Sync is on: the database is in this machine's data folder."
    )
    assert sorted(path.name for path in (root / ".flash").iterdir()) == [
        *(".gitignore", "log", "moved-flash.db"),
    ]
    assert "sync = true" in (root / "flash.toml").read_text()
    assert due(root) == before
    assert ok("sync", "--off").lines[-1] == (
        "Sync is off: the database is in the collection's folder."
    )
    assert Place.at(root).inside.exists()
    assert not Place.at(root).outside.exists()
    assert due(root) == before
    ok("sync", "--off")


def test_a_database_that_came_into_a_synced_folder_is_named_and_taken_in_when_sync_goes_off(
    root, there
):
    ok("sync", "--on")
    ok("answer", "maths:5", 3)
    shutil.copy(Place.at(there).inside, Place.at(root).inside)
    ran = flash("sync")
    assert ran.code == 0
    assert f"`flash merge {Place.at(root).inside}`, then delete it." in ran.err
    flash("sync", "--off")
    assert history(root, "maths:5") == [3]
    assert history(root, "maths:8") == [4]


def test_a_session_syncs_at_both_ends_where_the_settings_say_so(root, there):
    ok("config", "sync_in_sessions", "true")
    ok("-C", there, "sync")
    shutil.copytree(there / ".flash" / "log", root / ".flash" / "log")
    ok("review", "--limit", "1", stdin="\n3\n")
    assert history(root, "maths:8") == [4]
    written = [file.read_text() for file in (root / ".flash" / "log").glob("*.jsonl")]
    assert len(written) == 2


def test_a_folder_that_cannot_be_written_stops_no_session(root):
    ok("config", "sync_in_sessions", "true")
    (root / ".flash").mkdir()
    (root / ".flash" / "log").write_text("no folder")
    ran = flash("review", "--limit", "1", stdin="\n3\n")
    assert ran.code == 0
    assert "Cannot write" in ran.err
    assert failed("sync").startswith("Cannot write")


def test_two_clones_of_one_repository_reviewed_in_turn_come_to_the_same(world, now, monkeypatch):
    """The walk of the manual: two folders, one remote, reviews on both, a sync, a push, a pull."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "learner")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "learner@localhost")

    def git(*arguments, at=world):
        subprocess.run([GIT, "-C", at, *arguments], check=True, capture_output=True)

    def carried(clone):
        """Pull, sync, push."""
        git("pull", "--no-rebase", "--no-edit", at=clone)
        ok("-C", clone, "sync")
        git("add", "--all", at=clone)
        git("commit", "--allow-empty", "--message", "answers", at=clone)
        git("push", at=clone)

    git("init", "--bare", "--initial-branch", "main", world / "remote")
    git("clone", world / "remote", world / "desktop")
    desktop, laptop = world / "desktop", world / "laptop"
    deck(desktop, THREE)
    ok("-C", desktop, "sync", "--on")
    ok("-C", desktop, "review", "--limit", "2", stdin="\n3\n\n1\n")
    ok("-C", desktop, "sync")
    git("add", "--all", at=desktop)
    git("commit", "--message", "decks", at=desktop)
    git("push", "--set-upstream", "origin", "main", at=desktop)
    git("clone", world / "remote", laptop)
    assert due(laptop) == due(desktop)
    for day in (6, 7, 9):
        now(day=day)
        ok("-C", laptop, "review", stdin="\n3\n\n2\n")
        ok("-C", desktop, "review", stdin="\n4\n")
        carried(laptop)
        carried(desktop)
        carried(laptop)
        assert due(laptop) == due(desktop)
    tracked = subprocess.run(
        [GIT, "-C", laptop, "ls-files"], check=True, capture_output=True, text=True
    ).stdout.split()
    assert len([name for name in tracked if name.endswith(".jsonl")]) == 2
    assert not [name for name in tracked if "flash.db" in name]


def test_a_later_fact_is_kept_and_the_learner_told_to_upgrade(root):
    ok("answer", "maths:5", 3)
    folder = root / ".flash" / "log"
    folder.mkdir()
    later = {
        "fact": "sighed",
        "version": 2,
        "id": "a",
        "machine": "b",
        "at": "2026-01-05T08:00:00Z",
        "clock": 1,
        "mood": "bright",
    }
    (folder / "b.jsonl").write_text(json.dumps(later) + "\n")
    assert ok("sync").lines == [
        "2 facts written, 1 fact taken in from 1 other file.",
        "1 fact of a later version kept: upgrade flash to use them.",
    ]


def test_a_database_comes_back_where_another_machine_turned_sync_off(root):
    """The setting travels with the folder, and no answer stays behind."""
    ok("sync", "--on")
    ok("answer", "maths:5", 3)
    (root / "flash.toml").write_text("")
    assert ok("due").err == ""
    assert history(root, "maths:5") == [3]
    assert Place.at(root).inside.exists()


def test_a_folder_that_git_made_is_private_from_the_first_opening(root):
    (root / ".flash" / "log").mkdir(parents=True, mode=0o755)
    ok("due")
    assert (root / ".flash").stat().st_mode & 0o777 == 0o700
    ok("doctor")


def test_without_its_last_line_end_a_file_is_mended_not_cut(root, there):
    """Another program may have taken the end of the line away; the fact is whole."""
    ok("answer", "maths:5", 3)
    ok("sync")
    (file,) = (root / ".flash" / "log").glob("*.jsonl")
    file.write_bytes(file.read_bytes()[:-1])
    ok("answer", "maths:8", 3)
    ok("sync")
    assert ok("-C", there, "merge", file).out == f"4 facts taken in from {file}.\n"


def test_what_a_vanished_file_said_is_passed_on(root, there, world):
    ok("-C", there, "sync")
    (file,) = (there / ".flash" / "log").glob("*.jsonl")
    folder = root / ".flash" / "log"
    folder.mkdir(parents=True)
    shutil.copy(file, folder)
    ok("sync")
    (folder / file.name).unlink()
    assert ok("sync").lines[0].startswith("2 facts written")


def test_names_that_are_no_files_or_no_text_are_passed_over(root):
    ok("answer", "maths:5", 3)
    folder = root / ".flash" / "log"
    folder.mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.jsonl").mkdir()
    (folder / "gone.jsonl").symlink_to("nowhere")
    (folder / os.fsdecode(b"\xff.jsonl")).write_text("")
    assert ok("sync").out == "2 facts written, 0 facts taken in from 0 other files.\n"
    assert ok("doctor").out.endswith("All is well.\n")


@pytest.mark.parametrize(
    "wrong",
    [
        {"utc_offset_s": 86_400},
        {"at": "1900-01-01T00:00:00+14:00"},
        {"clock": 2**63 - 1},
        {"fact": "adopted", "parameters": [10**400] * 21},
        {"fact": "sighed", "version": 2, "mood": "\ud800"},
    ],
)
def test_a_line_that_could_not_be_kept_stops_no_sync(root, wrong):
    ok("answer", "maths:5", 3)
    ok("sync")
    (file,) = (root / ".flash" / "log").glob("*.jsonl")
    review = json.loads(file.read_text().splitlines()[1])
    line = json.dumps(review | {"id": "other"} | wrong)
    (file.parent / "other.jsonl").write_text(f"{line}\n")
    ran = flash("sync")
    assert ran.code == 0
    assert "other.jsonl:1 is not a fact: it was skipped." in ran.err


def test_an_undo_of_a_later_version_may_name_what_it_likes(root):
    ok("answer", "maths:5", 3)
    folder = root / ".flash" / "log"
    folder.mkdir()
    later = {
        "fact": "undo",
        "version": 2,
        "id": "a",
        "machine": "b",
        "undoes": {},
        "at": "2026-01-05T08:00:00Z",
        "clock": 1,
    }
    (folder / "b.jsonl").write_text(json.dumps(later) + "\n")
    assert flash("sync").code == 0
    ok("rebuild")


def test_a_session_that_goes_on_while_its_database_moves_says_so(root):
    """What it cannot save is not acknowledged; the moved database is whole."""
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        ok("sync", "--on")
        terminal.press(" ")
        terminal.shows("good")
        terminal.press("3")
        terminal.shows("The database", "3 good")
    assert not Place.at(root).inside.exists()
