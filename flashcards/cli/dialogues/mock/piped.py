"""A mock without a terminal: one word, or one answer, a line in, plain text out."""

import sys
from dataclasses import dataclass
from typing import Final

import click

from flashcards.cli.dialogues.mock.steps import STOP, run_steps, sheet_of
from flashcards.cli.terminal.lines import InputLines, say_unread
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.signals import ending
from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import (
    call_line,
    feedback_heading,
    heading,
    judged_text,
    phase_line,
    proposal,
)
from flashcards.views.text import plain

_FORWARD: Final = {"", "space", "done"}
_LOOK_S: Final = 1.0


@dataclass(slots=True)
class MockPipe:
    """The mock and the lines that come."""

    live: LiveMock
    lines: InputLines

    def ask(self, number: int) -> None:
        """The question of that number; the interviewer's sheet, if any, below it."""
        live = self.live
        say(f"[{heading(live.mock, number, left=True)}]")
        _show(live.mock.questions[number].text)
        if live.mock.interviewer and not live.sheets_are_out:
            _show(f"\n{sheet_of(live, number)}")
        say()
        live.ask(number)
        self._say_phase()
        while live.asked is not None:
            word = self.lines.next(_LOOK_S)
            for call in live.look():
                say(f"{call_line(call, live.timer)}\n")
            if word is not None:
                self._obey(word.strip())

    def open_form(self, numbers: tuple[int, ...]) -> None:
        """Each question that is judged now, with its rubric or answer."""
        live = self.live
        if all(question.answered for question in live.mock.questions):
            live.recorder.close()
        for number in numbers:
            say(f"[{feedback_heading(live.mock, number)}]")
            _show(judged_text(live.mock.questions[number], live.answer_of(number)))
            say()

    def answer(self, asked: str, _part: FeedbackPart) -> str:
        """The next line, however long it takes."""
        say(asked)
        return self._said()

    def refuse(self, why: str) -> None:
        """Say so on standard error."""
        say(f"flash: {why}", err=True)

    def close_form(self) -> None:
        """A blank line."""
        say()

    def conclude(self, proposed: str) -> str:
        """The next line."""
        say(proposal(proposed))
        return self._said()

    def _said(self) -> str:
        line = (self.lines.next() or "").strip()
        if line == STOP:
            raise EOFError
        return line

    def _obey(self, word: str) -> None:
        if word == STOP:
            raise EOFError
        if word not in _FORWARD:
            said = plain(repr(word))
            say(f"flash: {said} is not possible here: an empty line when done, or q.", err=True)
        else:
            self.live.forward()
            self._say_phase()

    def _say_phase(self) -> None:
        if self.live.asked is not None and self.live.question.phases:
            say(f"{phase_line(self.live.question)}\n")


def run(live: LiveMock) -> None:
    """Hold the mock until it is over, or the input is; all that was said is kept."""
    pipe = MockPipe(live, InputLines(sys.stdin))
    with ending(), live.kept():
        run_steps(live, pipe)
        say_unread(pipe.lines.left())


def _show(text: str) -> None:
    click.echo(plain(text))
