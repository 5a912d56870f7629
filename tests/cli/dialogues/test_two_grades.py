"""A session with two grades, forgot and knew, at a terminal and in a pipe."""

import pytest
from collections_on_disk import deck
from running import Terminal, flash, ok


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of two cards, and a skill."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    return deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


def ratings():
    """Those in the log."""
    return [row["rating"] for row in ok("export", "reviews").json]


def test_at_a_terminal_space_is_knew_and_one_is_forgot():
    with Terminal("review", "numbers", "--binary") as terminal:
        terminal.shows("one?")
        terminal.press(" ")
        assert "hard" not in terminal.shows("1 forgot 1m · 2 knew 10m")
        terminal.press("3")
        terminal.shows("3 is not a grade for this card: give 1 to 2.")
        terminal.press(" ")
        terminal.shows("two?", "knew: again in 10m · u undoes")
        terminal.press(" 1q")
        terminal.rest()
        assert terminal.code() == 0
    assert ratings() == [3, 1]


def test_in_a_pipe_the_two_grades_are_said_and_others_refused():
    ran = flash("review", "numbers", "--binary", stdin="\n4\n2\n\n1\nq\n")
    assert ran.err == "flash: 4 is not a grade for this card: give 1 to 2.\n"
    assert "(1 forgot 1m · 2 knew 10m)" in ran.out
    assert ratings() == [3, 1]


def test_a_skill_keeps_its_five_grades():
    assert "4 in 3d · 5 in 6d" in ok("review", "skills", "--binary", stdin="\n5\n").out
    assert [row["score"] for row in ok("export", "reviews").json] == [5]
