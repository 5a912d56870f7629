"""A mock at a terminal: the clock runs for all to see; feedback is typed, a line each."""

import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Final

import click

from flashcards.cli.dialogues.mock.steps import answer_of, run_steps
from flashcards.cli.terminal.keyboard import RESIZED, WAITED, Keyboard
from flashcards.cli.terminal.keys import KEYS, Key
from flashcards.cli.terminal.lines import InputLines
from flashcards.cli.terminal.markdown import markdown_lines
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.screen import Screen
from flashcards.cli.terminal.signals import ending
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import call_line, clock_line, heading, phase_line

_LOOK_S: Final = 1.0
_BELL: Final = "\a"
_SCROLLING: Final = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_READY: Final = "Space begins, and the clock with it · q stop"


@dataclass(slots=True)
class MockTerminal:
    """The mock, the screen and the keys, and what the clock said last."""

    live: LiveMock
    screen: Screen = field(default_factory=Screen)
    keyboard: Keyboard = field(default_factory=Keyboard)
    message: str = ""
    has_begun: bool = False

    def show(self, text: str) -> None:
        """Print a text in Markdown, when the screen is gone."""
        math = self.live.collection.settings.math
        click.echo("\n".join(markdown_lines(text, self.screen.width, math=math)))


def run(live: LiveMock) -> None:
    """Hold the mock until it is over, or the learner stops; all that was said is kept."""
    terminal, lines = MockTerminal(live), InputLines(sys.stdin)
    with ending(), live.kept():
        run_steps(live, lines, lambda number: _ask(terminal, number), terminal.show)


def _ask(terminal: MockTerminal, number: int) -> None:
    with ExitStack() as taken:
        taken.enter_context(terminal.keyboard())
        taken.enter_context(terminal.screen())
        if terminal.live.mock.mode != MockMode.PRESSURE or not terminal.has_begun:
            _wait(terminal, number)
        terminal.has_begun = True
        terminal.message = terminal.message if terminal.live.timer.is_over else ""
        terminal.live.ask(number)
        body = _body(terminal, number)
        while terminal.live.asked is not None:
            _draw(terminal, body)
            _press(terminal, terminal.keyboard.pressed(_LOOK_S))
    _say_over(terminal)


def _say_over(terminal: MockTerminal) -> None:
    """That the time is up, once the screen on which it was said is gone."""
    if terminal.live.timer.is_over:
        say(terminal.message)


def _wait(terminal: MockTerminal, number: int) -> None:
    """Nothing of the question is seen before the learner is ready."""
    title = heading(terminal.live.mock, number)
    while True:
        terminal.screen.show(title, ["Ready?"], terminal.message, _READY)
        key = KEYS.get(terminal.keyboard.pressed())
        if key in {Key.END, Key.QUIT}:
            raise EOFError
        if key is Key.FORWARD:
            return


def _press(terminal: MockTerminal, pressed: str) -> None:
    live = terminal.live
    for call in live.look():
        terminal.message = call_line(call, live.timer)
        click.echo(_BELL, nl=False)
    key = None if pressed in {RESIZED, WAITED} else KEYS.get(pressed)
    if key is Key.QUIT:
        raise EOFError
    if key is Key.FORWARD:
        live.forward()
    elif key in _SCROLLING:
        terminal.screen.scroll(key)


def _body(terminal: MockTerminal, number: int) -> list[str]:
    live, width = terminal.live, terminal.screen.width
    math = live.collection.settings.math
    lines = markdown_lines(live.mock.questions[number].text, width, math=math)
    if live.mock.interviewer:
        answer = markdown_lines(answer_of(live, number), width, math=math)
        lines += ["", "─" * width, "", *answer]
    return lines


def _draw(terminal: MockTerminal, body: list[str]) -> None:
    live = terminal.live
    question = live.question
    title = heading(live.mock, live.asked or 0)
    said = " · ".join(filter(None, (clock_line(question, live.timer), terminal.message)))
    is_last = question.phase + 1 >= len(question.phases)
    keys = f"Space {'done' if is_last else 'next phase'} · q stop"
    phase = phase_line(question)
    terminal.screen.show(title, body, said, f"{phase} · {keys}" if phase else keys)
