"""A mock without a terminal: one word, or one answer, a line in, plain text out."""

import sys
from typing import Final

import click

from flashcards.cli.dialogues.mock.steps import STOP, answer_of, run_steps
from flashcards.cli.terminal.lines import InputLines, say_unread
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.signals import ending
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import call_line, heading, phase_line
from flashcards.views.text import plain

_FORWARD: Final = {"", "space", "done"}
_LOOK_S: Final = 1.0


def run(live: LiveMock) -> None:
    """Hold the mock until it is over, or the input is; all that was said is kept."""
    lines = InputLines(sys.stdin)
    with ending(), live.kept():
        run_steps(live, lines, lambda number: _ask(live, lines, number), _show)
        say_unread(lines.left())


def _ask(live: LiveMock, lines: InputLines, number: int) -> None:
    say(f"[{heading(live.mock, number, left=True)}]")
    _show(live.mock.questions[number].text)
    if live.mock.interviewer:
        _show(f"\n{answer_of(live, number)}")
    say()
    live.ask(number)
    _say_phase(live)
    while live.asked is not None:
        word = lines.next(_LOOK_S)
        for call in live.look():
            say(f"{call_line(call, live.timer)}\n")
        if word is not None:
            _obey(live, word.strip())


def _obey(live: LiveMock, word: str) -> None:
    if word == STOP:
        raise EOFError
    if word not in _FORWARD:
        said = plain(repr(word))
        say(f"flash: {said} means nothing here: an empty line when done, or q.", err=True)
    else:
        live.forward()
        _say_phase(live)


def _say_phase(live: LiveMock) -> None:
    if live.asked is not None and live.question.phases:
        say(f"{phase_line(live.question)}\n")


def _show(text: str) -> None:
    click.echo(plain(text))
