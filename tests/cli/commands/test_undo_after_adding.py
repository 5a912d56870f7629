"""`flash undo` right after `flash add`: adding is no act, and that is said before one goes back."""

import pytest
from collections_on_disk import deck
from running import Terminal, failed, flash, ok

pytestmark = pytest.mark.usefixtures("root")

SAID = (
    "`flash undo` changes no deck: delete the card added to inbox.md there."
    " With --yes it takes back what you did before: review (3) of What is a stump?"
)


@pytest.fixture(autouse=True)
def answered_then_added(root):
    """A card that was answered, and after that another one written."""
    ok("answer", "maths:5", 3)
    ok("add", "new?", "yes")
    return root


def reps():
    """How often the card that was answered counts as answered."""
    return ok("show", "maths:5", "--json").json["reps"]


def test_in_a_script_it_is_said_and_nothing_goes_back_without_yes():
    assert failed("undo") == SAID
    assert reps() == 1
    assert ok("undo", "--yes").out == "Undone: review (3) of What is a stump?\n"
    assert ok("list", "new").lines[1:]
    assert reps() == 0


@pytest.mark.parametrize(("keys", "left"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_at_a_terminal_it_is_asked(keys, left):
    with Terminal("undo") as terminal:
        assert "It takes back what you did before: review (3)" in " ".join(
            terminal.shows("[y/N]").split()
        )
        terminal.press(keys)
        assert terminal.code() == 0
        assert ("Nothing is undone." in terminal.rest()) == bool(left)
    assert reps() == left


def test_after_an_act_nothing_is_said():
    ok("answer", "maths:8", 3)
    assert ok("undo").out.startswith("Undone: review (3) of What is 1 + 1?")
    assert ok("undo").out.startswith("Undone: review (3) of What is a stump?")


def test_what_was_there_already_was_not_added(root):
    ok("answer", "maths:8", 3)
    ok("add", "new?", "yes")
    assert ok("undo").out.startswith("Undone: ")
    assert root.is_dir()


def test_several_cards_of_an_editor_are_counted(root, monkeypatch):
    text = deck(root.parent, "Q: a?\nA: 1\n\nQ: b?\nA: 2\n", "written.md")
    monkeypatch.setenv("EDITOR", f"cp {text}")
    ok("add", "-e", "-d", "other")
    assert "delete the 2 cards added to other.md there" in flash("undo").err
