"""Every key of a session says for a moment what it did; what is grave is asked once more."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

TWO = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"
LINE_OF_THE_MESSAGE = "\x1b[23;1H"


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of two cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, TWO, "numbers.md")


def test_each_key_says_what_it_did_and_how_to_take_it_back():
    with Terminal("review") as terminal:
        for keys, said in {
            " 2": "hard: again in 6m · u undoes",
            "u": "undone · U does it again",
            "U": "done again · u undoes",
            "u 3": "good: again in 10m · u undoes",
            "us": "skipped for this session · u undoes",
            "u-": "buried until tomorrow · u undoes",
            "u!!": "suspended · u undoes",
        }.items():
            terminal.shows("?", "q quit")
            terminal.press(keys)
            terminal.shows(said)
        terminal.press("q")
        assert terminal.code() == 0


def test_what_a_key_did_is_gone_after_a_moment_and_nothing_else_is():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("s")
        terminal.shows("two?", "skipped for this session · u undoes")
        assert "one?" not in terminal.waits_for(f"{LINE_OF_THE_MESSAGE}\x1b[K")
        terminal.press("q")
        assert terminal.code() == 0


def test_a_suspension_is_asked_once_more():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("!")
        terminal.shows("Suspend it, so that it is asked no more?")
        terminal.press(" ")
        terminal.shows("one?", "2 left", "Space answer")
        terminal.press("!!")
        terminal.shows("two?", "suspended · u undoes")
        terminal.press("q")
        assert terminal.code() == 0
    assert [row["suspended"] for row in ok("list", "--json").json] == [True, False]


def test_an_undo_that_goes_before_the_session_asks_first():
    ok("review", "--limit", 1, stdin="\n4\n")
    with Terminal("review") as terminal:
        terminal.shows("two?")
        terminal.press("u")
        terminal.shows(
            "Before this session, 2026-01-05 08:00: grade 4 of one? (numbers). Undo it?", "two?"
        )
        terminal.press("n")
        terminal.shows("two?", "Space answer")
        assert [row["undone"] for row in ok("export", "reviews").json] == [False]
        terminal.press("uu")
        terminal.shows("one?", "undone · U does it again")
        terminal.press("u")
        terminal.shows("There is nothing to undo")
        terminal.press("q")
        assert terminal.code() == 0
    assert [row["undone"] for row in ok("export", "reviews").json] == [True]


def test_a_redo_of_what_was_undone_before_the_session_asks_first():
    ok("review", "--limit", 1, stdin="\n4\nu\n")
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("U")
        terminal.shows("Undone before this session: ", "grade 4 of one? (numbers). Do it")
        terminal.press("x")
        terminal.shows("one?", "Space answer")
        assert [row["undone"] for row in ok("export", "reviews").json] == [True]
        terminal.press("UU")
        terminal.shows("two?", "done again")
        terminal.press("uU")
        terminal.shows("two?", "done again")
        terminal.press("q")
        assert terminal.code() == 0
    assert [row["undone"] for row in ok("export", "reviews").json].count(False) == 1


def test_a_search_lays_what_it_finds_over_the_card_and_says_what_it_cannot_do():
    with Terminal("review") as terminal:
        terminal.shows("one?")
        terminal.press("/two?\r")
        assert "one?" not in terminal.shows(
            "1 card found.", "numbers › numbers.md:4", "two?", "– 2"
        )
        terminal.press("x")
        terminal.shows("one?")
        terminal.press("/nothing\r")
        terminal.shows("0 cards found.")
        terminal.press("x/is:odd\r")
        terminal.shows("one?", "odd")
        terminal.press("/two\x1b")
        terminal.shows("one?", "Space answer")
        terminal.press("q")
        assert terminal.code() == 0
