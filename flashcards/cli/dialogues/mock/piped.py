"""A mock without a terminal: one word, or one answer, a line in, plain text out."""

import sys
from typing import Final

import click

from flashcards.cli.dialogues.mock.feedback import STOP, answer_of, hold
from flashcards.cli.terminal.ending import ending
from flashcards.cli.terminal.lines import Lines, say_unread
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.live_mock import call_line, heading, phase_line
from flashcards.views.text import plain, stopwatch

_FORWARD: Final = {"", "space", "done"}
_LOOK_S: Final = 1.0


def sit(interview: LiveMock) -> None:
    """Hold the mock until it is over, or the input is; all that was said is kept."""
    lines = Lines(sys.stdin)
    with ending(), interview.kept():
        hold(interview, lines, lambda number: _ask(interview, lines, number), _show)
        say_unread(lines.left())


def _ask(interview: LiveMock, lines: Lines, number: int) -> None:
    question = interview.mock.questions[number]
    left = f" · {stopwatch(question.limit_s - question.used_s)} left" if question.used_s else ""
    click.echo(f"[{heading(interview.mock, number)}{left}]")
    _show(question.text)
    if interview.mock.interviewer:
        _show(f"\n{answer_of(interview, number)}")
    click.echo()
    interview.ask(number)
    _say_phase(interview)
    while interview.asked is not None:
        word = lines.next(_LOOK_S)
        for call in interview.look():
            click.echo(f"{call_line(call, interview.timer)}\n")
        if word is not None:
            _obey(interview, word.strip())


def _obey(interview: LiveMock, word: str) -> None:
    if word == STOP:
        raise EOFError
    if word not in _FORWARD:
        said = plain(repr(word))
        click.echo(f"flash: {said} means nothing here: an empty line when done, or q.", err=True)
    else:
        interview.forward()
        _say_phase(interview)


def _say_phase(interview: LiveMock) -> None:
    if interview.asked is not None and interview.question.phases:
        click.echo(f"{phase_line(interview.question)}\n")


def _show(text: str) -> None:
    click.echo(plain(text))
