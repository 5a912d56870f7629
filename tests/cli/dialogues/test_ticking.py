"""The points of an answer are ticked at a terminal and in a pipe, and no tick ever grades."""

import string

import pytest
from collections_on_disk import deck
from running import Terminal, flash, ok

TEXT = "Q: Why?\nA: **Because.**\n\n- one\n- two\n- three\n\nQ: two?\nA: 2\n"
CAN_BE_TICKED = " · p points · ? help"
TICKED = " · p 2 of 3 · ? help"


@pytest.fixture
def answers(root):
    """A deck whose first answer has points."""
    for path in root.rglob("*.md"):
        path.unlink()
    deck(root, TEXT, "points.md")
    return root


def said():
    """Grades in the log, the points said with them, and out of how many; none undone."""
    rows = ok("export", "reviews").json
    return [(row["rating"], row["said"], row["points"]) for row in rows if not row["undone"]]


@pytest.mark.usefixtures("answers")
def test_no_key_grades_while_points_are_ticked():
    """Of all that can be typed only digits, `a`, and what ends the ticking do anything."""
    others = "".join(sorted({*string.printable, "é"} - {*string.whitespace, *"ap123"}))
    with Terminal("review") as terminal:
        terminal.shows("Why?")
        terminal.press(" p2")
        terminal.shows("1 of 3 said")
        terminal.press(f"{others}\t\x04\x1b[Z")
        terminal.press("3")
        terminal.shows("1. [ ] one", "2. [x] two", "3. [x] three", "2 of 3 said", "Enter keeps it")
        terminal.press("p")
        terminal.shows("2 of 3 said", TICKED)
        terminal.press("q")
        assert terminal.code() == 0
    assert said() == []


@pytest.mark.usefixtures("answers")
def test_points_are_ticked_and_kept_with_the_grade():
    with Terminal("review") as terminal:
        terminal.shows("Why?")
        terminal.press("p")
        terminal.shows("Show the answer first, then tick its points.")
        terminal.press(" ")
        assert "[ ]" not in terminal.shows("one", CAN_BE_TICKED)
        terminal.press("p")
        terminal.shows("1. [ ] one", "0 of 3 said", "1 to 3 said, or not · a all · Enter keeps it")
        terminal.press("a2")
        terminal.shows("1. [x] one", "2. [ ] two", "3. [x] three", "2 of 3 said")
        terminal.press("\r")
        terminal.shows("2. [ ] two", "2 of 3 said", TICKED)
        terminal.press("3")
        assert "p points" not in terminal.shows("two?")
        terminal.press(" p")
        terminal.shows("This answer has no points to tick: write them as a list right below")
        terminal.press("3")
        terminal.shows("Why?")
        terminal.press("i")
        terminal.shows(": 3, 2 of 3 said, then due")
        terminal.press(" uu")
        terminal.shows("2. [ ] two", "3. [x] three", TICKED)
        terminal.press("4q")
        assert terminal.code() == 0
    assert said() == [(4, [1, 3], 3)]


@pytest.mark.usefixtures("answers")
def test_escape_takes_the_ticks_back_and_a_grade_needs_none():
    with Terminal("review") as terminal:
        terminal.shows("Why?")
        terminal.press(" p12")
        terminal.shows("2 of 3 said")
        terminal.press("\x1b")
        assert "[ ]" not in terminal.shows("no points ticked", CAN_BE_TICKED)
        terminal.press("2q")
        assert terminal.code() == 0
    assert said() == [(2, None, None)]


@pytest.mark.usefixtures("answers")
def test_a_pipe_says_the_numbers_before_the_grade():
    ran = ok("review", stdin="\nsaid 3, 1\n3\n\n3\nsaid\n4\n")
    assert "(2 of 3 said)\n" in ran.out
    assert said() == [(3, [1, 3], 3), (3, None, None), (4, [], 3)]


@pytest.mark.usefixtures("answers")
@pytest.mark.parametrize(
    ("word", "complaint"),
    [
        ("said 4", "There is no point 4: give numbers from 1 to 3."),
        ("said 0", "There is no point 0: give numbers from 1 to 3."),
        ("said one", "'said one' is not possible here: give numbers of points, as in `said 1 3`."),
        (f"said {'9' * 5000}", "is not possible here: give numbers of points"),
        ("3\n\nsaid 1", "This answer has no points to tick: write them as a list right below a"),
    ],
)
def test_what_is_no_point_is_named_and_nothing_is_ticked(word, complaint):
    ran = flash("review", stdin=f"\n{word}\n3\n")
    assert complaint in ran.err
    assert {points for _, points, _ in said()} == {None}


@pytest.mark.usefixtures("answers")
def test_practice_keeps_no_points():
    assert "Practice keeps no points" in flash("review", "--cram", stdin="\nsaid 1\n3\n").err
