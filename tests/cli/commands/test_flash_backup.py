"""`flash backup`, `flash restore`, and what every command does to keep the log safe."""

import json
import os
import shutil
import signal

import pytest
from collections_on_disk import deck
from running import begun, failed, flash, no_file_larger_than, ok, process

from flashcards.services.place import home_of
from flashcards.views.backup import size


@pytest.fixture
def folder(root):
    """Where the backups of the collection are."""
    return home_of(str(root.resolve())) / "backups"


def times():
    return [row["at"] for row in ok("backup", "list", "--json").json]


def whys():
    return [row["why"] for row in ok("backup", "list", "--json").json]


# Made


def test_the_first_change_of_a_day_is_backed_up_and_nothing_is_said(root, now):
    ok("due")
    assert times() == []
    ok("answer", "maths:5", 3)
    ok("answer", "maths:8", 3)
    ok("due")
    assert times() == ["2026-01-05T08:00:00Z"]
    now(day=6)
    ok("due")
    assert len(times()) == 1
    ok("review", stdin=" \n3\nq\n")
    assert times() == ["2026-01-06T08:00:00Z", "2026-01-05T08:00:00Z"]


def test_a_session_that_is_interrupted_is_backed_up(root, world):
    process = begun("review")
    process.stdin.write(b" \n3\n")
    process.stdin.flush()
    shown = b""
    while shown.count(b"[") < 2:
        read = os.read(process.stdout.fileno(), 65_536)
        assert read, process.stderr.read()
        shown += read
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 1
    assert err == b"flash: Interrupted; everything answered so far is saved.\n"
    assert whys() == ["daily"]


def test_a_backup_that_cannot_be_made_is_said_and_the_answer_stays(root, folder):
    folder.parent.mkdir(parents=True)
    folder.touch()
    ran = flash("answer", "maths:5", 3)
    assert ran.code == 0
    assert ran.err.startswith("flash: There is no backup of today. Cannot ")
    assert ran.err.count("\n") == 1
    assert len(ok("show", "maths:5", "--json").json["history"]) == 1


def test_a_backup_is_made_by_hand_and_says_where(root, folder):
    assert ok("backup").out == "There is nothing to back up yet: the log is empty.\n"
    ok("answer", "maths:5", 3)
    said = ok("backup").out
    (row, _) = ok("backup", "list", "--json").json
    assert said == f"2 facts, {size(row['bytes'])}: {row['file']}\n"
    assert row["file"] == str(folder / "2026-01-05T08-00-01Z-by-hand-2.db.gz")


def test_backups_are_listed_as_a_table_as_json_and_as_csv(root):
    assert ok("backup", "list", "--format", "table").lines == [
        "time" + " " * 18 + "why" + " " * 25 + "facts       size"
    ]
    ok("answer", "maths:5", 3)
    deck(root.parent, "Q: x?\nA: 1\n", "more.md")
    ok("import", root.parent / "more.md")
    lines = ok("backup", "list").lines
    assert [line.split()[:3] for line in lines[1:]] == [
        ["2026-01-05T08:00:01Z", "before", "import"],
        ["2026-01-05T08:00:00Z", "daily", "2"],
    ]
    assert max(map(len, lines)) <= 80
    rows = ok("backup", "list", "--json").json
    assert [list(row) for row in rows] == [["at", "why", "bytes", "facts", "file"]] * 2
    table = ok("backup", "list", "--format", "csv").lines
    assert table[0] == "at,why,bytes,facts,file"
    assert table[2].startswith("2026-01-05T08:00:00Z,daily,")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 bytes"),
        (812, "812 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_960, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (31_415_926, "31 MB"),
        (2_700_000_000_000, "2700 GB"),
    ],
)
def test_sizes_are_said_in_three_digits(number, said):
    assert size(number) == said


# Put back

SEVERAL = (
    "'2026-01-05' is the beginning of 2 backups: give more of the time of one of them, from "
    "2026-01-05T08:00:00Z to 2026-01-05T09:00:00Z."
)


@pytest.fixture
def answered(root, now):
    """Two answers, a backup after the first one."""
    ok("answer", "maths:5", 3)
    now("09:00")
    ok("answer", "maths:8", 3)


def answers():
    return ok("export", "reviews", "--format", "csv").out.count("\n") - 1


def test_restoring_says_what_it_did_and_how_to_go_back(answered):
    assert answers() == 2
    assert ok("restore").lines == [
        "Restored 2026-01-05T08:00:00Z, daily: 1 answer.",
        "Before, it had 1 answer more. To go back: flash restore 2026-01-05T09:00:00Z",
    ]
    assert answers() == 1
    assert ok("restore", "2026-01-05T09:00:00Z").lines == [
        "Restored 2026-01-05T09:00:00Z, before restore: 2 answers.",
        "Before, it had 1 answer fewer. To go back: flash restore 2026-01-05T09:00:01Z",
    ]
    assert answers() == 2
    said = ok("restore", "2026-01-05T09:00:00").lines[1]
    assert said.startswith("Before, it had as many answers.")


def test_restoring_a_file_names_it(answered, root, world):
    file = shutil.copy(ok("backup", "list", "--json").json[0]["file"], world / "mine.gz")
    assert ok("restore", file).lines[0] == f"Restored {file}: 1 answer."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("2031", "'2031' is neither the time of a backup nor a file: see `flash backup list`."),
        ("2026-01-05", SEVERAL),
    ],
)
def test_what_names_none_or_several_is_a_sentence(answered, said, sentence):
    ok("backup")
    assert failed("restore", said) == sentence
    assert answers() == 2


def test_without_backups_there_is_nothing_to_restore(root, folder):
    assert failed("restore") == (
        f"There is no backup in {folder}: name the file of one, as in `flash restore FILE`."
    )


def test_a_deleted_database_is_said_once_and_how_to_restore_it(answered, root):
    shutil.rmtree(root / ".flash")
    said = flash("due")
    assert said.code == 0
    assert said.err == (
        f"{root}/.flash/flash.db is gone, but 1 backup is there, the newest of "
        "2026-01-05T08:00:00Z: put it back with `flash restore`.\n"
    )
    ok("due")
    assert ok("restore").lines == ["Restored 2026-01-05T08:00:00Z, daily: 1 answer."]
    ok("backup")
    shutil.rmtree(root / ".flash")
    assert "but 2 backups are there, the newest of 2026-01-05T09" in flash("due").err


def test_a_damaged_database_is_moved_aside_and_said(answered, root):
    (root / ".flash" / "flash.db").write_text("dear diary")
    assert "is not a SQLite database" in failed("due")
    aside = root / ".flash" / "flash.db.damaged-2026-01-05T09-00-00Z"
    assert ok("restore").lines[1] == (
        f"What was there is too damaged for a backup; it is now {aside}"
    )
    assert aside.read_text() == "dear diary"
    assert answers() == 1


def test_a_full_disk_leaves_what_is_there(answered, root):
    with no_file_larger_than(0):
        assert "Cannot write" in failed("restore")
    assert answers() == 2
    assert len(times()) == 1


def test_what_is_restored_is_what_a_rebuild_makes(answered, root):
    ok("restore")
    before = ok("list", "--json").out
    ok("rebuild")
    assert ok("list", "--json").out == before


def test_a_process_of_its_own_restores(answered, root):
    assert process("restore").code == 0
    assert json.loads(process("due", "--json").out)["learning"] == 1


def test_answers_that_were_undone_are_not_counted(root, now):
    ok("answer", "maths:5", 3)
    now("09:00")
    ok("answer", "maths:8", 3)
    ok("undo")
    assert ok("restore").lines[1].startswith("Before, it had as many answers. ")
