"""What is said at a terminal of any width breaks between words; in a pipe it does not."""

import os
import re

import pytest
from collections_on_disk import deck
from hypothesis import given
from hypothesis import strategies as st
from running import FLASH, Terminal, flash, ok

from flashcards.cli.terminal.messages import fitted
from flashcards.core.cells import cells
from flashcards.views.text import beside, filled, listed


@given(st.text("ab 数\n"), st.integers(5, 30))
def test_only_blanks_between_words_become_ends_of_lines(text, width):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        said = fitted(text)
    assert said.split() == text.split()
    for line in said.split("\n"):
        assert cells(line) <= width or " " not in line.strip()


@given(st.text("ab 数"), st.lists(st.text("ab-", min_size=1), min_size=1), st.integers(20, 60))
def test_a_command_that_a_line_has_room_for_is_not_broken(text, words, width):
    command = f"flash {' '.join(words)}"
    for said in (
        f"{text} (`{command}`), {text}",
        f"{text}: {command}",
        f"{text}? {command}",
        f"`q` or `done` ends {text}: `{command}` goes on",
    ):
        broken = cells(f"(`{command}`),") > width
        assert broken or any(command in line for line in filled(said, width))
        assert " ".join(filled(said, width)).split() == said.split()


TEXTS = st.text("ab 数·")


@given(TEXTS, TEXTS, st.integers(30, 90))
def test_what_stands_beside_something_stays_in_one_column_where_there_is_room(prefix, text, width):
    prefix, lines = f"{prefix[:12]}x  ", beside(f"{prefix[:12]}x  ", text, width)
    assert " ".join(lines).split() == f"{prefix}{text}".split()
    room = width - cells(prefix)
    for number, line in enumerate(lines):
        assert cells(line) <= width or max(map(cells, text.split())) > min(room, width - 4)
        if number and room >= 24:
            assert line.startswith(" " * cells(prefix))


@given(st.lists(st.text("ab数", min_size=1, max_size=9), min_size=1), st.integers(12, 50))
def test_a_list_is_broken_between_its_items(items, width):
    for between in (" · ", ", "):
        lines = listed(items, width, between)
        assert max(map(cells, lines)) <= width or max(map(cells, items)) + 1 > width
        joined = "".join(line if line.endswith(",") else f"{line} ·" for line in lines)
        assert [item.strip() for item in re.split("[·,]", joined) if item.strip()] == items


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("ending", ["", " | cat", " > /dev/null"])
@pytest.mark.parametrize("wrong", ["export anki", "due -q", "plan shwo", "list is:odd"])
def test_a_failure_breaks_between_words_wherever_the_output_goes(root, columns, ending, wrong):
    whole = flash(*wrong.split()).err.rpartition("Error: ")[2]
    with Terminal("-c", f"'{FLASH}' {wrong}{ending}", program="sh", columns=columns) as terminal:
        said = terminal.rest().rpartition("Error: ")[2]
    assert said.split() == whole.split()
    for line in said.split("\r\n"):
        assert cells(line) <= columns or " " not in line.strip()


COMMANDS = [
    *("", "due", "stats", "stats all", "check", "ready", "show maths:5", "interview", "config"),
    *("plan", "deadline", "forecast", "assess --history", "mock", "mock list", "list", "doctor"),
    *("backup list", "break", "help", "undo --help", "plan --help", "mock --help", "--help"),
]


@pytest.fixture
def lived(root, now):
    """A collection with a plan, a date, interviews, answers and an open mock."""
    for area in ("theory", "coding", "design", "behavioural"):
        text = f"---\narea: {area}\nlimit: 2m\n---\nQ: Why is a long question asked?\nA: So.\n"
        deck(root, text, f"{area}/a-deck-with-a-long-name.md")
    ok("plan", "start", 8, "--interview", "2026-03-02")
    ok("deadline", "set", "2026-02-20", "--minutes", 10)
    ok("interview", "add", "The Society of a Long Name", "technical phone screen", "2026-01-14")
    ok("interview", "add", "Acme", "onsite", "2026-01-20", "--rank", "favourite")
    ok("answer", "maths:5", 3)
    flash("assess", stdin="2\n3\n")
    flash("mock", "theory", stdin="\n")
    now(day=9)
    ok("answer", "maths:5", 3)
    return root


@pytest.mark.parametrize("columns", [40])
def test_a_terminal_of_any_width_breaks_no_word_and_no_line_in_two(lived, columns):
    for command in COMMANDS:
        with Terminal(*command.split(), columns=columns) as terminal:
            terminal.code()
            said = terminal.rest()
        said = re.sub("[\r\ufffd]", "", said)  # a sign may be read in two halves
        lines = [line.rpartition("\x1b[K")[2] for line in said.split("\n")]
        assert len(lines) > 1, command
        wide = [line for line in lines if cells(line) > columns and " " in line.strip()]
        assert [line for line in wide if not re.match(r" +flash |usage", line)] == [], command
    assert os.environ.get("COLUMNS") is None
    assert lived.is_dir()


def test_a_plan_and_the_day_cut_nothing_and_a_narrow_table_is_a_row_after_the_other(lived):
    whole = " ".join(ok("plan").out.split())
    assert "…" not in whole
    assert "…" not in ok().out
    for columns in (40, 80):
        with Terminal("plan", columns=columns) as terminal:
            terminal.code()
            assert " ".join(terminal.rest().split()) == whole
    with Terminal("interview", columns=40) as terminal:
        terminal.code()
        said = terminal.rest().replace("\r", "")
    assert "\nThe Society of a Long Name\n  Day Wed 14 Jan 2026 · In 5 days\n" in said
    assert lived.is_dir()
