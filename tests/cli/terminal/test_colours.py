"""Colours that mean something: sixteen of them at most, none where none are wanted."""

import re

import pytest
from collections_on_disk import deck
from running import Terminal, ok

from flashcards.cli.terminal.styles import _CODES, styled
from flashcards.views.markup.blocks import StyledText

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3|9)\d(?:;\d+)*m")
MEANING = {
    *("again", "hard", "good", "easy"),
    *("new", "due", "steps", "late", "over", "found", "gap"),
}


@pytest.fixture
def numbers(root):
    """One deck of two cards with a time limit."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, "---\nlimit: 1m\n---\nQ: one?\nA: 1\n\nQ: two?\nA: 2\n", "numbers.md")


def test_all_colours_are_of_the_sixteen_and_seen_on_light_and_on_dark():
    colours = {int(code) for codes in _CODES.values() for code in codes.split(";")}
    colours = {code for code in colours if code >= 30}
    black, white = {30, 90}, {37, 97}
    assert colours <= {*range(30, 38), *range(90, 98)} - black - white


@pytest.mark.parametrize("style", sorted(MEANING))
def test_each_meaning_has_a_colour_and_the_same_words_without_it(monkeypatch, style):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    said = styled([StyledText("words", style)])
    assert COLOUR.match(said)
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as other:
            other.setenv(name, value)
            plain = styled([StyledText("words", style)])
            assert not COLOUR.search(plain)
            assert re.sub(r"\x1b\[[\d;]*m", "", plain) == "words"


def test_grades_new_cards_and_no_other_words_of_a_session_are_coloured(numbers, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with Terminal("review") as terminal:
        terminal.shows("one?", "s skip")
        assert "\x1b[36mnew\x1b[0m" in terminal.raw
        terminal.press(" ")
        terminal.shows("3 good", "q quit")
        found = re.findall(r"\x1b\[1;(3\d)m(\d \w+)", terminal.raw)
        assert found == [
            *(("31", "1 again"), ("33", "2 hard"), ("32", "3 good"), ("36", "4 easy")),
        ]
        coloured = set(re.findall(rf"{COLOUR.pattern}((?:\d )?\w+)", terminal.raw))
        assert coloured == {"new", *(words for _, words in found)}
        terminal.press("q")
        terminal.code()
    assert numbers.is_file()


@pytest.mark.parametrize("options", [(), ("--binary",)])
def test_where_no_colours_are_wanted_a_session_has_none(numbers, monkeypatch, options):
    monkeypatch.setenv("NO_COLOR", "1")
    with Terminal("review", *options) as terminal:
        terminal.shows("one?", "s skip")
        first = terminal.raw
        terminal.press(" ")
        terminal.shows("1 ", "q quit")
        assert not COLOUR.search(first + terminal.raw)
        terminal.press("1q")
        terminal.code()
    assert [row["rating"] for row in ok("export", "reviews").json] == [1]
    assert numbers.is_file()
