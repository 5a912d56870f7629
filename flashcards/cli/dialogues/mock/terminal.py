"""A mock at a terminal: the clock runs for all to see; feedback is typed, a line each."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

import click

from flashcards.cli.dialogues.mock.feedback import answer_of, hold
from flashcards.cli.terminal.ending import ending
from flashcards.cli.terminal.keyboard import RESIZED, WAITED, Keyboard
from flashcards.cli.terminal.keys import KEYS, Key
from flashcards.cli.terminal.lines import Lines
from flashcards.cli.terminal.markdown import markdown_lines
from flashcards.cli.terminal.screen import Screen
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.live_mock import call_line, clock_line, heading, phase_line

_LOOK_S: Final = 1.0
_BELL: Final = "\a"
_SCROLLING: Final = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_READY: Final = "Space begins, and the clock with it · q stop"


@dataclass(slots=True)
class _Seat:
    """The mock, the screen and the keys, and what the clock said last."""

    interview: LiveMock
    screen: Screen = field(default_factory=Screen)
    keyboard: Keyboard = field(default_factory=Keyboard)
    message: str = ""
    has_begun: bool = False


def sit(interview: LiveMock) -> None:
    """Hold the mock until it is over, or the learner stops; all that was said is kept."""
    seat, lines = _Seat(interview), Lines(sys.stdin)
    with ending(), interview.kept():
        hold(interview, lines, lambda number: _ask(seat, number), _show)


def _ask(seat: _Seat, number: int) -> None:
    with ExitStack() as taken:
        taken.enter_context(seat.keyboard())
        taken.enter_context(seat.screen())
        if seat.interview.mock.mode != MockMode.PRESSURE or not seat.has_begun:
            _wait(seat, number)
        seat.has_begun = True
        seat.message = seat.message if seat.interview.timer.is_over else ""
        seat.interview.ask(number)
        body = _body(seat, number)
        while seat.interview.asked is not None:
            _draw(seat, body)
            _press(seat, seat.keyboard.pressed(_LOOK_S))
    _say_over(seat)


def _say_over(seat: _Seat) -> None:
    """That the time is up, once the screen on which it was said is gone."""
    if seat.interview.timer.is_over:
        click.echo(seat.message)


def _wait(seat: _Seat, number: int) -> None:
    """Nothing of the question is seen before the learner is ready."""
    title = heading(seat.interview.mock, number)
    while True:
        seat.screen.show(title, ["Ready?"], seat.message, _READY)
        key = KEYS.get(seat.keyboard.pressed())
        if key in {Key.END, Key.QUIT}:
            raise EOFError
        if key is Key.FORWARD:
            return


def _press(seat: _Seat, pressed: str) -> None:
    interview = seat.interview
    for call in interview.look():
        seat.message = call_line(call, interview.timer)
        click.echo(_BELL, nl=False)
    key = None if pressed in {RESIZED, WAITED} else KEYS.get(pressed)
    if key is Key.QUIT:
        raise EOFError
    if key is Key.FORWARD:
        interview.forward()
    elif key in _SCROLLING:
        seat.screen.scroll(key)


def _body(seat: _Seat, number: int) -> list[str]:
    interview, width = seat.interview, seat.screen.width
    lines = markdown_lines(interview.mock.questions[number].text, width)
    if interview.mock.interviewer:
        lines += ["", "─" * width, "", *markdown_lines(answer_of(interview, number), width)]
    return lines


def _draw(seat: _Seat, body: list[str]) -> None:
    interview = seat.interview
    question = interview.question
    title = heading(interview.mock, interview.asked or 0)
    said = " · ".join(filter(None, (clock_line(question, interview.timer), seat.message)))
    is_last = question.phase + 1 >= len(question.phases)
    keys = f"Space {'done' if is_last else 'next phase'} · q stop"
    phase = phase_line(question)
    seat.screen.show(title, body, said, f"{phase} · {keys}" if phase else keys)


def _show(text: str) -> None:
    click.echo("\n".join(markdown_lines(text, Screen().width)))
