"""The help of every command in narrow terminals: what can be copied stays whole."""

import re
import shlex

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import ok

from flashcards.cli.catalogue import SUMMARIES
from flashcards.cli.help_lines import continued
from flashcards.cli.main import flash
from flashcards.core.cells import cells

_ROOM = 30
"""Letters that a line of 40 columns has room for anyway."""


def every_command():
    """The words of each command and of each of its verbs."""
    for name in SUMMARIES:
        command = flash.get_command(None, name)
        yield name
        if isinstance(command, click.Group):
            yield from (f"{name} {verb}" for verb in command.commands)


def examples(said):
    """The commands of the help's example as a shell reads them."""
    shown = said.partition("  Example:\n")[2].partition("\n\n")[0]
    return [shlex.split(line) for line in shown.replace("\\\n", " ").splitlines()]


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_shell_reads_an_example_that_has_no_room_as_one_command(monkeypatch, columns):
    for words in every_command():
        monkeypatch.setenv("COLUMNS", "200")
        whole = examples(ok(*words.split(), "--help").out)
        monkeypatch.setenv("COLUMNS", str(columns))
        assert examples(ok(*words.split(), "--help").out) == whole


@pytest.mark.parametrize("columns", [40, 80])
def test_only_a_word_of_an_example_is_wider_than_the_terminal(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in every_command():
        shown = ok(*words.split(), "--help").out.partition("  Example:\n")[2].partition("\n\n")[0]
        for line in shown.splitlines():
            assert cells(line) <= columns or len(shlex.split(line.removesuffix(" \\"))) == 1


@pytest.mark.parametrize("columns", [40, 80])
def test_no_command_within_a_sentence_is_broken_and_no_option_at_its_hyphen(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in every_command():
        said = ok(*words.split(), "--help").out
        assert not re.search(r"\w-\n", said), words
        held = [one for one in said.split("`")[1::2] if len(one) <= _ROOM]
        assert all("\n" not in one for one in held), (words, held)


WORDS = st.lists(
    st.text("ab-数", min_size=1) | st.text("ab '数").map(lambda text: f'"{text}"'), min_size=1
)


@given(WORDS, st.integers(10, 40))
def test_a_command_goes_on_between_words_alone(words, width):
    command = f"  {' '.join(words)}"
    lines = continued(command, width)
    read = "\n".join(lines).replace("\\\n", " ")
    assert shlex.split(read) == shlex.split(command)
    for line in lines:
        assert cells(line) <= width or len(shlex.split(line.removesuffix(" \\"))) <= 1
