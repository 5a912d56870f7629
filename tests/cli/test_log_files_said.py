"""What `flash sync` and its neighbours say of log files: counts, losses, links, malformed lines."""

import shutil
from pathlib import Path

import pytest
from running import Terminal, failed, flash, ok, sentence


@pytest.fixture
def there(world, root):
    """Another machine's collection with three answers, synced; its log folder."""
    other = world / "there"
    shutil.copytree(root, other)
    for card, rating in (("maths:8", 4), ("maths:5", 3), ("maths:8", 2)):
        ok("-C", other, "answer", card, rating)
    ok("-C", other, "sync")
    return other / ".flash" / "log"


@pytest.fixture
def log(root):
    """The log folder here."""
    folder = root / ".flash" / "log"
    folder.mkdir(parents=True)
    return folder


def carried(there, log):
    """The other machine's file, here."""
    (file,) = there.iterdir()
    return Path(shutil.copy(file, log))


# Counts


def test_a_new_machine_is_told_what_it_took_in(there, log):
    carried(there, log)
    assert ok("sync").out == "0 facts written, 5 facts taken in from 1 other file.\n"
    assert ok("sync").out == "0 facts written, 0 facts taken in from 1 other file.\n"


@pytest.mark.parametrize("how", ["merge", "sync"])
def test_cards_that_a_history_is_of_are_counted(there, log, root, how):
    """They were edited here before the answers came."""
    deck = root / "maths.md"
    ok("due")
    text = deck.read_text()
    deck.write_text(text.replace("\nA: ", "\nA: Yes: "))
    assert flash("check").err == "Decks: 2 edited.\n"
    if how == "sync":
        carried(there, log)
        said = ok("sync").out
    else:
        said = ok("merge", there.parents[1]).out
    assert said.splitlines()[-1] == "Decks: 2 edited."


def test_what_a_collection_begins_with_is_said_at_a_terminal_whatever_the_command(there, log):
    carried(there, log)
    with Terminal("due") as terminal:
        assert "5 facts taken in from 1 log file of other machines." in terminal.rest()
    with Terminal("due") as terminal:
        assert "taken in" not in terminal.rest()


def test_what_a_session_took_in_is_said_at_a_terminal_when_it_is_over(there, log):
    ok("answer", "maths:5", 3)
    ok("config", "sync_in_sessions", "true")
    carried(there, log)
    with Terminal("review") as terminal:
        terminal.shows("q quit")
        terminal.press("q")
        assert "5 facts taken in from 1 log file of other machines." in terminal.rest()


def test_what_sync_off_takes_in_is_said(root, there):
    ok("sync", "--on")
    ok("answer", "maths:5", 3)
    inside = root / ".flash" / "flash.db"
    shutil.copy(there.parent / "flash.db", inside)
    assert f"5 facts taken in from {inside}." in flash("sync", "--off").out


def test_a_merge_on_a_new_machine_counts_what_it_adds(there, log, root):
    carried(there, log)
    assert ok("merge", there).lines == [
        "5 facts taken in from 1 log file of other machines.",
        f"Everything in {there} was here already.",
    ]
    assert ok("merge", there).out == f"Everything in {there} was here already.\n"


# Losses


def test_what_a_file_lost_is_said_by_sync_and_by_the_doctor(there, log):
    ok("answer", "maths:5", 3)
    file = carried(there, log)
    ok("sync")
    file.write_text("")
    said = flash("doctor")
    assert said.code == 1
    name = file.name
    assert f"5 facts that were in log files are in none now: some are gone from {name}" in said.out
    assert ok("sync").lines == [
        "5 facts written, 0 facts taken in from 1 other file.",
        f"5 facts written again: {name} lost them.",
    ]
    assert ok("sync").out == "0 facts written, 0 facts taken in from 1 other file.\n"
    assert ok("doctor").out.endswith("All is well.\n")


def test_several_files_that_lost_are_counted(there, log):
    ok("answer", "maths:5", 3)
    file = carried(there, log)
    names = sorted(f"{letter}.jsonl" for letter in "abcde")
    for name in names:
        shutil.copy(file, log / name)
    file.unlink()
    ok("sync")
    for name in names:
        (log / name).write_text("")
    said = flash("doctor").out
    assert "some are gone from a.jsonl, b.jsonl, c.jsonl and 2 more files" in said
    assert "written again: a.jsonl (and 4 more files) lost them" in ok("sync").out


# Links


@pytest.fixture
def outside(world, there):
    """A file outside the collection, which says five facts that stand nowhere else."""
    (file,) = there.iterdir()
    other = world / "outside.jsonl"
    other.write_text(file.read_text().replace('"id":"0', '"id":"f'))
    return other


def test_a_log_file_that_is_a_link_out_of_the_collection_is_not_followed(log, outside):
    ok("answer", "maths:5", 3)
    link = log / "a.jsonl"
    link.symlink_to(outside)
    ran = flash("sync")
    assert (ran.code, ran.out) == (0, "2 facts written, 0 facts taken in from 0 other files.\n")
    assert sentence(ran.err) == (
        f"{link} is a link out of the collection, so it is not followed:"
        " put the file or folder itself there, or delete the link."
    )
    said = flash("doctor")
    assert said.code == 1
    assert f"{link} is a link out of the collection, so it is not followed" in said.out
    link.unlink()
    ok("sync")
    ok("doctor")


def test_a_collection_does_not_begin_with_a_link_out(log, outside):
    (log / "a.jsonl").symlink_to(outside)
    assert ok("show", "maths:8", "--json").json["history"] == []


def test_a_log_folder_that_leads_out_is_not_followed(log, there, root):
    ok("config", "sync_in_sessions", "true")
    log.rmdir()
    log.symlink_to(there)
    assert failed("sync").startswith(f"{log} is a link out of the collection")
    ran = flash("review", "--limit", "1", stdin="\n3\n")
    assert ran.code == 0
    assert "is a link out of the collection" in ran.err
    assert flash("doctor").code == 1
    assert len(list(there.iterdir())) == 1


def test_a_merge_follows_no_link_out_of_what_is_merged(there, outside, root):
    (there / "a.jsonl").symlink_to(outside)
    other = there.parents[1]
    ran = flash("merge", other)
    assert (ran.code, ran.out) == (0, f"5 facts taken in from {other}.\n")
    assert sentence(ran.err).startswith(f"{there / 'a.jsonl'} is a link out of the")
    assert ok("merge", outside).out == f"5 facts taken in from {outside}.\n"


def test_the_own_file_of_the_month_is_not_written_through_a_link(log, root, world):
    """Whoever shares the folder knows what it is called next month."""
    ok("answer", "maths:5", 3)
    ok("sync")
    (file,) = log.iterdir()
    diary = world / "diary"
    diary.write_text("dear diary")
    file.unlink()
    file.symlink_to(diary)
    assert failed("sync").startswith(f"{file} is a link out of the collection")
    assert diary.read_text() == "dear diary"
    file.unlink()
    assert ok("sync").lines[0].startswith("2 facts written")


# Malformed lines


def test_of_many_malformed_lines_three_are_named(log):
    ok("answer", "maths:5", 3)
    (log / "a.jsonl").write_text("x\n" * 12_348)
    ran = flash("sync")
    assert ran.err.splitlines() == [
        *(f"flash: {log}/a.jsonl:{line} is not a fact: it was skipped." for line in (1, 2, 3)),
        "flash: 12,345 more lines that are not facts were skipped.",
    ]
    assert flash("merge", log / "a.jsonl").err == ran.err
