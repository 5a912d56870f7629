"""`flash undo` right after `flash add`: adding is no act, and that is said before one goes back."""

import pytest
from collections_on_disk import deck
from running import Terminal, flash, ok

pytestmark = pytest.mark.usefixtures("root")

SAID = (
    "Undo leaves decks alone: the card added to inbox.md can be deleted there."
    " It takes back the act before: review (3) of What is a stump?\n"
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


def test_in_a_pipe_it_is_said_and_the_act_before_goes_back():
    ran = flash("undo")
    assert (ran.code, ran.err) == (0, SAID)
    assert ran.out == "Undone: review (3) of What is a stump?\n"
    assert ok("list", "new").lines[1:]
    assert reps() == 0


@pytest.mark.parametrize(("keys", "left"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_at_a_terminal_it_is_asked(keys, left):
    with Terminal("undo") as terminal:
        assert "It takes back the act before: review (3)" in " ".join(
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
    assert "the 2 cards added to other.md can be deleted there" in flash("undo").err
