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
from flashcards.cli.terminal.markdown import page_of
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.screen import Screen
from flashcards.cli.terminal.sideways import COLUMNS, Page, is_wide, moved
from flashcards.cli.terminal.signals import ending
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import call_line, clock_line, heading, phase_line

_LOOK_S: Final = 1.0
_BELL: Final = "\a"
_SCROLLING: Final = {Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN}
_READY: Final = "Space begins, and the clock with it · q stop"
_WIDE: Final = "Space goes on · ← → move the code · ↑ ↓ scroll · q stop"


@dataclass(slots=True)
class MockTerminal:
    """The mock, the screen and the keys, and what the clock said last."""

    live: LiveMock
    screen: Screen = field(default_factory=Screen)
    keyboard: Keyboard = field(default_factory=Keyboard)
    message: str = ""
    has_begun: bool = False
    aside: int = 0
    is_still: bool = False

    def show(self, text: str) -> None:
        """Print a text in Markdown, when the screen is gone; one with wide code is seen first."""
        if is_wide(lambda aside: self.lines(text, aside)):
            _look_at(self, text)
        click.echo("\n".join(self.lines(text, 0)))

    def lines(self, text: str, aside: int) -> list[str]:
        """The lines of a text in Markdown, its wide code moved aside."""
        math = self.live.collection.settings.math
        return page_of(text, self.screen.width, math=math, aside=aside).lines

    def move(self, key: Key | None, page: Page) -> bool:
        """Scroll, or move wide code aside, where a key asks for it."""
        self.is_still = key in COLUMNS
        if key in COLUMNS:
            self.aside = moved(self.aside, key, page)
        elif key in _SCROLLING:
            self.screen.scroll(key)
        return key in COLUMNS or key in _SCROLLING


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
        terminal.aside = 0
        while terminal.live.asked is not None:
            _draw(terminal, _body(terminal, number, terminal.aside))
            _press(terminal, number, terminal.keyboard.pressed(_LOOK_S))
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


def _look_at(terminal: MockTerminal, text: str) -> None:
    """Show a text on a screen of its own until the learner goes on."""
    terminal.aside = 0
    with ExitStack() as taken:
        taken.enter_context(terminal.keyboard())
        taken.enter_context(terminal.screen())
        key = None
        while key is not Key.FORWARD:
            place = None if terminal.is_still else 0
            terminal.screen.show("", terminal.lines(text, terminal.aside), "", _WIDE, place=place)
            key = KEYS.get(terminal.keyboard.pressed())
            if key in {Key.END, Key.QUIT}:
                raise EOFError
            terminal.move(key, lambda aside: terminal.lines(text, aside))


def _press(terminal: MockTerminal, number: int, pressed: str) -> None:
    live = terminal.live
    for call in live.look():
        terminal.message = call_line(call, live.timer)
        click.echo(_BELL, nl=False)
    key = None if pressed in {RESIZED, WAITED} else KEYS.get(pressed)
    if key is Key.QUIT:
        raise EOFError
    if key is Key.FORWARD:
        live.forward()
    else:
        terminal.move(key, lambda aside: _body(terminal, number, aside))


def _body(terminal: MockTerminal, number: int, aside: int) -> list[str]:
    live, width = terminal.live, terminal.screen.width
    lines = terminal.lines(live.mock.questions[number].text, aside)
    if live.mock.interviewer:
        lines += ["", "─" * width, "", *terminal.lines(answer_of(live, number), aside)]
    return lines


def _draw(terminal: MockTerminal, body: list[str]) -> None:
    live = terminal.live
    question = live.question
    title = heading(live.mock, live.asked or 0)
    said = " · ".join(filter(None, (clock_line(question, live.timer), terminal.message)))
    is_last = question.phase + 1 >= len(question.phases)
    keys = f"Space {'done' if is_last else 'next phase'} · q stop"
    phase = phase_line(question)
    keys = f"{phase} · {keys}" if phase else keys
    terminal.screen.show(title, body, said, keys, place=None if terminal.is_still else 0)
