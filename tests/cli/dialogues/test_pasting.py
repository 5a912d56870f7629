"""Text that is pasted: it presses no keys, and is a text where one is asked for."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

from flashcards.cli.terminal.keyboard import first_key, pasted

_PASTE = "\x1b[200~{}\x1b[201~"


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of two cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "Q: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


def test_pasted_text_presses_no_keys():
    with Terminal("review") as terminal:
        terminal.shows("one?", "Space answer")
        assert "\x1b[?2004h" in terminal.raw
        terminal.press(_PASTE.format(" 4\n!!q") + "\x1b[200~s")
        terminal.press("-\x1b[201~")
        terminal.shows("one?", "Pasted text presses no keys", "2 left")
        terminal.press(" 4q")
        terminal.shows("1 answer saved; 1 left.")
        assert terminal.code() == 0
    assert [row["rating"] for row in ok("export", "reviews").json] == [4]


def test_pasted_text_is_part_of_a_note(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    with Terminal("assess") as terminal:
        terminal.shows("Ridge")
        terminal.press("nslow, " + _PASTE.format("forgot\nthe \x1b[Aintercept") + "\r")
        terminal.shows("note: slow, forgot the [Aintercept")
        terminal.press(" 3")
        terminal.shows("1 answer saved")
        terminal.press("q")
        assert terminal.code() == 0


@pytest.mark.parametrize(
    ("typed", "first", "text"),
    [
        ("\x1b[200~4 q\x1b[201~u", "\x1b[200~4 q\x1b[201~", "4 q"),
        ("u\x1b[200~4\x1b[201~", "u", None),
        ("\x1b[200~\x1b[201~", "\x1b[200~\x1b[201~", ""),
        ("\x1b[A", "\x1b[A", None),
    ],
)
def test_a_pasted_text_is_one_key(typed, first, text):
    assert first_key(typed) == first
    assert pasted(first) == text
