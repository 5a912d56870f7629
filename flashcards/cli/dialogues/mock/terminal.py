"""A mock at a terminal: one screen, the clock always in sight, a key for each score."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final

from flashcards.cli.dialogues.mock.question import draw_question, press
from flashcards.cli.dialogues.mock.ready import look_at_sheet, wait_until_ready
from flashcards.cli.dialogues.mock.steps import STOP, run_steps
from flashcards.cli.dialogues.mock.window import MockWindow
from flashcards.cli.terminal.keys import KEYS
from flashcards.cli.terminal.screens import screen_for
from flashcards.cli.terminal.sideways import COLUMNS
from flashcards.cli.terminal.signals import ending
from flashcards.cli.terminal.text_field import CURSOR, TextField
from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import (
    ACTION,
    feedback_heading,
    form_heading,
    given_line,
    judged_text,
    proposed_line,
)
from flashcards.views.preparation.mock.result import came_to_lines
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.text import filled

_LOOK_S: Final = 1.0
_BY_A_KEY: Final = {FeedbackPart.SCORE: "1 2 3 4 5", FeedbackPart.HIRE: "y yes · n no"}
_IN_WORDS: Final = "Enter keeps the line · q and Enter stop"
_ENDS_OF_LINE: Final = ("\r", "\n")
_LEAST_TAIL: Final = 20
_LINES_OF_TEXT: Final = 4


@dataclass(slots=True)
class MockTerminal:
    """The mock, its window, and the questions that are judged now, each with its text."""

    live: LiveMock
    window: MockWindow
    judged: tuple[tuple[int, str], ...] = ()
    refused: str = ""
    has_begun: bool = False

    def ask(self, number: int) -> None:
        """The question of that number; nothing of it is seen before the learner is ready."""
        live, window = self.live, self.window
        window.take()
        if live.mock.mode != MockMode.PRESSURE or not self.has_begun:
            if live.mock.interviewer and not live.sheets_are_out:
                look_at_sheet(window, live, number)
            wait_until_ready(window, live, number, with_rules=not self.has_begun)
        self.has_begun = True
        window.message = window.message if live.timer.is_over else ""
        live.ask(number)
        window.turn()
        while live.asked is not None:
            draw_question(window, live)
            press(window, live, window.pressed(_LOOK_S))

    def open_form(self, numbers: tuple[int, ...]) -> None:
        """What is judged now is shown above the form; a recording ends beside the screen."""
        if all(question.answered for question in self.live.mock.questions):
            self.window.release()
            self.live.recorder.close()
        questions = self.live.mock.questions
        self.judged = tuple(
            (number, judged_text(questions[number], self.live.answer_of(number)))
            for number in numbers
        )
        self.window.turn()

    def answer(self, asked: str, part: FeedbackPart) -> str:
        """A key, or a line; what was refused before is said in front."""
        asked = " ".join(filter(None, (self.refused, asked)))
        self.refused = ""
        return self._key(asked, _BY_A_KEY[part]) if part in _BY_A_KEY else self._line(asked)

    def refuse(self, why: str) -> None:
        """It is said with the question, when that is asked again."""
        self.refused = why

    def close_form(self) -> None:
        """The time that was up is no news any more."""
        self.window.message = ""

    def conclude(self, proposed: str) -> str:
        """A line."""
        self.judged = ()
        self.window.turn()
        return self._line(f"{proposed_line(proposed)} {ACTION}")

    def _key(self, asked: str, keys: str) -> str:
        """The next key that says something; others do nothing."""
        while True:
            self._draw(asked, f"{keys} · q stop{self.window.scrolled_by}")
            pressed = self.window.pressed()
            if pressed in keys.split():
                return pressed
            if self.window.is_left(pressed):
                raise EOFError
            if not self.window.move(pressed, self._body) and pressed.isalnum():
                return pressed

    def _line(self, asked: str) -> str:
        """A line that is typed below the question; raises `EOFError` where it stops the mock."""
        field = TextField()
        while True:
            keys = _IN_WORDS + self.window.scrolled_by
            self._draw(f"{asked} {self._tail(asked, field.before)}{CURSOR}{field.after}", keys)
            pressed = self.window.pressed()
            if pressed == "\x04" or (pressed in _ENDS_OF_LINE and field.text == STOP):
                raise EOFError
            if pressed in _ENDS_OF_LINE:
                return field.text
            if KEYS.get(pressed) in COLUMNS or (typed := field.pressed(pressed)) is None:
                self.window.move(pressed, self._body)
            else:
                field = typed

    def _tail(self, asked: str, said: str) -> str:
        """What is seen of a line that is too long: its end; line by line, all of it is said."""
        if self.window.screen.is_plain:
            return said
        room = max(_LEAST_TAIL, self.window.screen.width * _LINES_OF_TEXT - len(asked))
        return said if len(said) <= room else f"…{said[-room:]}"

    def _draw(self, asked: str, keys: str) -> None:
        self.window.take()
        mock, numbers = self.live.mock, tuple(number for number, _ in self.judged)
        title = form_heading(mock, numbers)
        given = given_line(mock.questions[numbers[-1]], self.window.screen.width) if numbers else ""
        line = given or self.window.message
        self.window.show(title, self._body(self.window.aside), asked, keys, line)

    def _body(self, aside: int) -> list[str]:
        width = self.window.screen.width
        said = [] if self.judged else came_to_lines(self.live.mock)
        found = [part for line in said for part in filled(line, width)]
        for number, text in self.judged:
            title = feedback_heading(self.live.mock, number)
            found += [f"[{title}]", *self.window.lines(text, aside), ""]
        return found


def run(live: LiveMock, *, is_plain: bool) -> None:
    """Hold the mock until it is over, or the learner stops; all that was said is kept."""
    settings = live.collection.settings
    keys = BoundKeys.of(settings.keys)
    window = MockWindow(settings.math, screen_for(is_plain=is_plain), keys)
    terminal = MockTerminal(live, window)
    with ending(), live.kept(), ExitStack() as screen:
        screen.callback(terminal.window.release)
        run_steps(live, terminal)
