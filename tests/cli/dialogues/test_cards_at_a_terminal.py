"""How a card's sides stand on the screen of a session: in their place, whole, and in time."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

GREEN = "\x1b[1;32m"
LINES = [f"Line {number} has a word{number} in it.  \n" for number in range(1, 41)]


@pytest.fixture
def cards(root):
    """A function that makes a text the only deck."""
    for file in root.rglob("*.md"):
        file.unlink()
    return lambda text: deck(root, text, "d.md")


def test_the_revealed_deletion_stands_out_in_its_place(cards):
    cards("C: The [mean] is the [first] moment.\n")
    with Terminal("review") as terminal:
        terminal.shows("The […] is the first moment.")
        terminal.press(" ")
        screen = terminal.shows("The mean is the first moment.", "1 again")
        assert f"{GREEN}mean\x1b[0m" in terminal.raw
        assert "[…]" not in screen


def test_each_of_several_gaps_and_deletions_stands_out_in_its_place(cards):
    cards("---\ncloze: together\n---\nC: The [mean] is the [first :: which?] moment.\n")
    with Terminal("review") as terminal:
        terminal.shows("The […] is the [which?] moment.")
        assert "\x1b[1;33m[…]\x1b[0m" in terminal.raw
        assert "\x1b[1;33m[which?]\x1b[0m" in terminal.raw
        terminal.press(" ")
        terminal.shows("The mean is the first moment.", "1 again")
        assert f"{GREEN}mean\x1b[0m" in terminal.raw
        assert f"{GREEN}first\x1b[0m" in terminal.raw


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_without_colours_the_revealed_deletion_stands_in_brackets(cards, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    cards("C: The [mean] is the [first] moment.\n")
    with Terminal("review") as terminal:
        terminal.shows("The […] is the first moment.")
        terminal.press(" ")
        terminal.shows("The [mean] is the first moment.")
        assert "\x1b[1;3" not in terminal.raw


def test_the_screen_opens_where_the_gap_and_the_deletion_are(cards):
    cards("C: " + "".join(LINES).replace("word31", "[word31]"))
    with Terminal("review") as terminal:
        screen = terminal.shows("Line 31 has a […] in it.")
        assert "Line 1 " not in screen
        terminal.press(" ")
        screen = terminal.shows("Line 31 has a word31 in it.", "1 again")
        assert "Line 1 " not in screen


def test_the_screen_opens_where_the_answer_is(cards):
    cards("Q: Long?\n\n" + "- point\n" * 40 + "A: The end.\n")
    with Terminal("review") as terminal:
        assert "The end." not in terminal.shows("Long?", "more")
        terminal.press(" ")
        terminal.shows("The end.", "1 again")


def test_wide_code_is_cut_and_moves_aside(cards):
    cards("Q: Code?\nA: Here.\n\n```\n" + "0123456789" * 9 + "end\n```\n")
    with Terminal("review") as terminal:
        terminal.shows("Code?")
        terminal.press(" ")
        assert "end" not in terminal.shows("›")
        terminal.press("\x1b[C")
        terminal.shows("‹", "89end")
        terminal.press("\x1b[D")
        terminal.shows("  0123456789")


def test_what_is_long_below_a_narrow_card_is_broken_between_words(cards):
    cards("Q: Why?\nA: So.\n")
    with Terminal("review", columns=40) as terminal:
        terminal.shows("Why?")
        terminal.press(" ")
        screen = terminal.shows("4 easy")
        assert screen.splitlines()[-2:] == [
            "1 again 1m · 2 hard 6m · 3 good 10m",
            "4 easy 8d · ? help · q quit",
        ]
        terminal.press("5")
        screen = terminal.shows("5 is not a grade", "4 easy")
        assert "5 is not a grade for this card: give 1 to 4." in " ".join(screen.split())


def test_formulas_are_read_or_shown_as_their_source(cards):
    cards("Q: What is $x_1^2$?\nA: $$\\frac{a}{b}$$\n")
    with Terminal("review") as terminal:
        terminal.shows("What is x₁²?")
        terminal.press(" ")
        terminal.shows("  a\n  ─\n  b")
    ok("config", "math", "source")
    with Terminal("review") as terminal:
        terminal.shows("What is $x_1^2$?")
    ok("config", "math", "signs")


@pytest.mark.parametrize(
    ("name", "value"),
    [("LC_ALL", "C"), ("LANG", "POSIX"), ("LC_ALL", "en_US.ISO-8859-1"), ("TERM", "linux")],
)
def test_formulas_are_in_ascii_where_signs_may_be_lost(cards, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    cards("Q: What is $\\frac{x_1^2}{2}$?\nA: $$\\frac{a}{b}$$\n")
    with Terminal("review") as terminal:
        terminal.shows("What is x_1^2/2?")
        terminal.press(" ")
        terminal.shows("a/b")
