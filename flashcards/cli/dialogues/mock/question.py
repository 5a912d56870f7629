"""A question on the screen while its clock runs."""

from typing import Final

import click

from flashcards.cli.dialogues.mock.steps import sheet_of
from flashcards.cli.dialogues.mock.window import MockWindow
from flashcards.cli.terminal.keyboard import RESIZED, WAITED
from flashcards.cli.terminal.keys import Key
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import (
    call_line,
    clock_line,
    heading,
    late_line,
    phase_line,
)

_BELL: Final = "\a"
_SHEET: Final = "i"


def draw_question(window: MockWindow, live: LiveMock) -> None:
    """The question, its clock above it, its phase and the keys below."""
    question = live.question
    title = heading(live.mock, live.asked or 0)
    said = " · ".join(filter(None, (late_line(question, live.timer), window.message)))
    is_last = question.phase + 1 >= len(question.phases)
    keys = [phase_line(question), f"Space {'done' if is_last else 'next phase'}", "q stop"]
    if live.mock.interviewer:
        does = "hides the" if window.shows_sheet else f"{live.mock.interviewer}'s"
        keys.append(f"{_SHEET} {does} sheet")
    body = _body(window, live, window.aside)
    window.show(title, body, said, " · ".join(filter(None, keys)), clock_line(live.timer))


def press(window: MockWindow, live: LiveMock, pressed: str) -> None:
    """Look at the clock, then do what a key asks for; raises `EOFError` for a stop."""
    for call in live.look():
        window.message = call_line(call, live.timer)
        click.echo(_BELL, nl=False)
    key = None if pressed in {RESIZED, WAITED} else window.key(pressed)
    if key in {Key.QUIT, Key.END}:
        raise EOFError
    if key is Key.FORWARD:
        live.forward()
    elif window.keys.meant(pressed) == _SHEET and live.mock.interviewer:
        shows = not window.shows_sheet
        window.turn()
        window.shows_sheet = shows
    else:
        window.move(pressed, lambda aside: _body(window, live, aside))


def _body(window: MockWindow, live: LiveMock, aside: int) -> list[str]:
    number = live.asked or 0
    text = sheet_of(live, number) if window.shows_sheet else live.mock.questions[number].text
    return window.lines(text, aside)
