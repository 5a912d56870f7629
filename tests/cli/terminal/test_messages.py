"""What is said at a terminal of any width breaks between words; in a pipe it does not."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Terminal, ok

from flashcards.cli.terminal.messages import fitted
from flashcards.core.cells import cells


@given(st.text("ab 数\n"), st.integers(5, 30))
def test_only_blanks_between_words_become_ends_of_lines(text, width):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        said = fitted(text)
    assert said.split() == text.split()
    for line in said.split("\n"):
        assert cells(line) <= width or " " not in line.strip()


@pytest.mark.parametrize(
    "command", ["", "due", "stats", "check", "ready", "show maths:5", "interview", "config"]
)
def test_a_narrow_terminal_breaks_no_word(root, command):
    ok("answer", "maths:5", 3)
    with Terminal(*command.split(), columns=40) as terminal:
        said = terminal.rest() if terminal.code() == 0 else ""
    lines = said.replace("\r", "").split("\n")
    assert said
    assert [line for line in lines if cells(line) > 40 and " " in line.strip()] == []
    assert os.environ.get("COLUMNS") is None
    assert root.is_dir()
