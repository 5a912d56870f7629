"""What the command line says of edits: matched in one line, named, mended by hand."""

from pathlib import Path

import pytest
from running import Terminal, failed, flash, ok

from flashcards.cli.dialogues.watch import watched
from flashcards.services.collection import Reading
from flashcards.services.decks.check import Checked, CheckedAgain

pytestmark = pytest.mark.usefixtures("root")
STUMP = "Q: What is a stump?\nA: A tree of one split.\n"


@pytest.fixture
def edited(root):
    """The stump's text, answered, then changed into another."""
    ok("answer", "maths:5", "3")

    def change(old, new, name="maths.md"):
        path = root / name
        path.write_text(path.read_text().replace(old, new))

    return change


def test_an_edit_is_said_in_one_line_and_keeps_the_history(edited):
    before = ok("show", "maths:5", "--json").json
    edited("a stump", "a decision stump")
    said = flash("check")
    assert said.err == "Decks: 1 edited.\n"
    after = ok("show", "maths:5", "--json").json
    assert after["id"] != before["id"]
    for key in ("history", "due_on", "due_at", "reps", "stability"):
        assert after[key] == before[key]
    ok("check")


def test_what_cron_runs_says_nothing_of_edits(edited):
    edited("a stump", "a decision stump")
    ok("due", "--quiet")
    ok("check")


def test_verbose_names_what_was_matched_last(edited):
    edited("a stump", "a decision stump")
    edited("What is 1 + 1", "So what is 1 + 1")
    flash("due")
    lines = ok("check", "--verbose").out.splitlines()
    assert lines[0].startswith("maths.md:5: edited: ")
    assert "What is a decision stump? (was " in lines[0]
    assert lines[1].startswith("maths.md:8: edited: ")


def test_an_orphan_is_led_on_by_hand_and_cut_again(edited, root):
    edited(STUMP, "Q: Something else?\nA: Altogether different, as nothing before.\n")
    assert flash("check").err == "Decks: 1 new, 1 orphan.\n"
    assert "`flash link` gives its history to another card" in ok("check", "--verbose").out
    (orphan,) = ok("list", "--orphans", "--json").json
    said = ok("link", orphan["id"], "maths:5").out
    assert said.endswith(f"goes on where {orphan['id'][:8]} was: 1 answer.\n")
    assert ok("list", "--orphans", "--json").json == []
    assert ok("show", "maths:5", "--json").json["reps"] == 1
    assert ok("unlink", "maths:5").out.endswith("any more: 0 answers left.\n")
    assert ok("show", "maths:5", "--json").json["reps"] == 0
    assert "has no history of another card" in failed("unlink", "maths:5")
    assert "same card twice" in failed("link", "maths:5", "maths:5")
    assert (root / "maths.md").exists()


def test_verbose_names_the_orphan_that_a_new_card_is_like_and_how_to_link_it(edited):
    edited(STUMP, "Q: What is a trunk?\nA: What is left of a tree that was cut.\n")
    flash("check")
    lines = ok("check", "--verbose").out.splitlines()
    place = next(n for n, line in enumerate(lines) if ": new: " in line)
    near, _, command = lines[place + 1].partition("; if it is the same: ")
    assert near == "  like What is a stump?"
    ok(*command.split()[1:])
    assert ok("show", "maths:5", "--json").json["reps"] == 1


@pytest.fixture
def editor(world, monkeypatch):
    """An editor that runs a line of shell on the file it is given, the last argument."""

    def of(script):
        path = world / "editor"
        path.write_text(f"#!/bin/sh\nfor file; do :; done\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(path))

    return of


def test_a_card_is_edited_where_it_stands(edited, editor):
    editor('sed -i "s/a stump/a decision stump/" "$file"')
    assert flash("edit", "maths:5").err == "Decks: 1 edited.\n"
    assert ok("show", "maths:5", "--json").json["front"] == "What is a decision stump?"
    assert ok("show", "maths:5", "--json").json["reps"] == 1


def test_an_editor_that_fails_is_told():
    assert "The editor" in failed("edit", "maths:5")


def test_an_orphan_cannot_be_edited(edited, editor):
    edited(STUMP, "")
    flash("due")
    (orphan,) = ok("list", "--orphans", "--json").json
    assert "is in no deck any more" in failed("edit", orphan["id"])


def test_cards_are_written_in_the_editor(editor):
    editor('printf "Q: one?\\nA: 1\\n\\nQ: two?\\nA: 2\\n" > "$file"')
    assert len(ok("add", "--editor", "-d", "new").out.splitlines()) == 2
    assert [row["front"] for row in ok("list", "deck:new", "--json").json] == ["one?", "two?"]


def test_what_was_written_and_is_no_card_is_kept(editor):
    editor('printf "only words" > "$file"')
    said = flash("add", "--editor")
    kept, failure = said.err.splitlines()
    assert failure.startswith("flash: There is no card in that text")
    path = Path(kept.removeprefix("What you wrote is kept in ").removesuffix("."))
    assert path.read_text() == "only words"
    path.unlink()


@pytest.mark.parametrize("script", ["true", ': > "$file"'])
def test_nothing_written_adds_nothing(editor, script, root):
    editor(script)
    assert failed("add", "--editor").startswith("Nothing was added")
    assert not (root / "inbox.md").exists()


def test_watching_shows_what_changes_and_ends_at_control_c():
    fine, worse = Checked(1, 1, ()), Checked(1, 1, (object(),))
    looks = iter([
        CheckedAgain(Reading(), fine),
        CheckedAgain(Reading(1), fine),
        CheckedAgain(Reading(), worse),
    ])  # fmt: skip
    shown = []

    def look():
        try:
            return next(looks)
        except StopIteration:
            raise KeyboardInterrupt from None

    assert watched(fine, look, shown.append, lambda: None) == worse
    assert shown == [fine, worse]


def test_a_saved_deck_is_checked_again(root):
    with Terminal("check", "--watch") as terminal:
        terminal.shows("5 cards in 2 decks: no problems.")
        (root / "maths.md").write_text("Q: no answer?\n")
        terminal.shows("question without an answer")
        terminal.press("\x03")
        assert terminal.code() == 1


def test_what_is_edited_half_way_under_a_watch_keeps_its_history(edited):
    before = ok("show", "maths:5", "--json").json
    with Terminal("check", "--watch") as terminal:
        terminal.shows("5 cards in 2 decks: no problems.")
        edited("A: A tree of one split.", "A:")
        terminal.shows("empty answer")
        edited("A:\n", "A: A tree that is split a single time.\n")
        terminal.shows("Decks: 1 edited.")
        terminal.press("\x03")
        assert terminal.code() == 0
    after = ok("show", "maths:5", "--json").json
    assert after["id"] != before["id"]
    assert (after["reps"], after["due_on"], after["history"]) == (
        before["reps"],
        before["due_on"],
        before["history"],
    )
    ok("undo")
    assert ok("show", "maths:5", "--json").json["reps"] == 0
