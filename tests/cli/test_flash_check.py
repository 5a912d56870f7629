"""`flash check`: problems as file:line: message (hint), and exit codes."""

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

WARNING = "---\ncolour: red\n---\nQ: a?\nA: b\n"
ERROR = "Q: no answer\n"


@pytest.mark.usefixtures("root")
def test_decks_without_problems_are_fine():
    assert ok("check").lines == ["5 cards in 2 decks: no problems."]


def test_warnings_only_are_fine(root):
    deck(root, WARNING, "odd.md")
    lines = ok("check").lines
    assert lines[0].startswith("odd.md:2: warning: ")
    assert lines[0].endswith(")")
    assert lines[1:] == ["6 cards in 3 decks: 1 problem."]


def test_an_error_is_exit_code_1_and_the_other_cards_still_count(root):
    deck(root, WARNING, "odd.md")
    deck(root, ERROR, "broken.md")
    ran = flash("check")
    assert (ran.code, ran.err) == (1, "")
    assert [line.split(" ")[0] for line in ran.lines[:2]] == ["broken.md:1:", "odd.md:2:"]
    assert ran.lines[2:] == ["6 cards in 3 decks: 2 problems."]
    assert flash("check", "--json").code == 1


def test_a_path_narrows_the_check(root, monkeypatch):
    deck(root, ERROR, "skills/broken.md")
    assert ok("check", root / "maths.md").lines == ["4 cards in 1 deck: no problems."]
    assert flash("check", root / "skills").code == 1
    monkeypatch.chdir(root)
    assert flash("check", "skills/broken.md").code == 1
    assert flash("check", ".").code == 1


def test_decks_elsewhere_may_be_checked(root, world):
    elsewhere = deck(world / "other", ERROR + "\nQ: a?\nA: b\n", "notes.md")
    for path in (elsewhere, elsewhere.parent):
        ran = flash("check", path)
        assert ran.code == 1
        assert ran.lines[-1] == "1 card in 1 deck: 1 problem."
    assert ok("list", "deck:notes", "--json").json == []
    assert root.is_dir()


def test_a_path_that_is_not_there_is_a_sentence(root):
    assert "there is no such file" in failed("check", root / "nothing.md")
