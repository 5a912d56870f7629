"""A session line by line at a real pseudo-terminal: the same keys, nothing drawn twice."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

DECK = "Q: one?\nA: **first**\n\n   second\n\nC: two is [even].\n"


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of a question and a cloze."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, DECK, "numbers.md")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_plain_says_each_line_once_and_draws_nothing(columns):
    with Terminal("review", "--plain", columns=columns) as terminal:
        terminal.waits_for("(Space answer")
        terminal.waits_for("s skip)")
        first = terminal.raw.rpartition("\x1b[?2004h")[2].replace("\r", "")
        terminal.press(" ")
        terminal.waits_for("q quit)")
        revealed = terminal.raw.replace("\r", "")
        terminal.press("4")
        terminal.waits_for("s skip)")
        graded = terminal.raw.replace("\r", "")
        terminal.press(" ")
        terminal.waits_for("q quit)")
        cloze = terminal.raw.replace("\r", "")
        terminal.press("q")
        terminal.rest()
        assert terminal.code() == 0
        assert terminal.is_canonical()
    for said in (first, revealed, graded, cloze):
        assert "\x1b" not in said
        assert max(map(len, said.split("\n"))) <= min(88, columns)
    assert first.startswith("\nnumbers › numbers.md:1\n2 left · new\n\none?\n(Space answer")
    assert revealed.startswith("\nfirst\n\nsecond\n(1 again 1m")
    assert "one?" not in revealed
    assert "1 left · new" in graded
    assert "two is […].\neasy: again in " in graded
    assert "two is [even].\n" in cloze


def test_a_dumb_terminal_is_served_line_by_line_without_being_asked(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    with Terminal("review") as terminal:
        terminal.waits_for("s skip)")
        assert "one?" in terminal.raw
        terminal.press("?")
        terminal.waits_for("any key goes back)")
        terminal.press("x")
        terminal.waits_for("one?")
        terminal.press("!")
        terminal.waits_for("Suspend it")
        terminal.press("n")
        terminal.press("q")
        assert "\x1b" not in terminal.rest()
        assert terminal.code() == 0


def test_a_note_is_echoed_letter_by_letter(root):
    deck(root, "---\ncards: self-assessment\n---\n- Ridge\n", "skills.md")
    with Terminal("review", "--plain", "skills") as terminal:
        terminal.waits_for("s skip)")
        terminal.press("nslow")
        assert terminal.waits_for("slow").count("note (Enter") == 1
        terminal.press("\r")
        terminal.waits_for("note: slow")
        terminal.press(" 3q")
        terminal.rest()
        assert terminal.code() == 0
    assert [row["note"] for row in ok("export", "reviews").json] == ["slow"]
