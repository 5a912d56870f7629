"""The steps of a mock, asked and judged, the same at a terminal and in a pipe."""

from typing import Final, Protocol

from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.mock import Ask, Judge, missing, next_step
from flashcards.core.preparation.mock.results import next_action
from flashcards.errors.base import FlashError
from flashcards.errors.mocks import MockElsewhere
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import prompt
from flashcards.views.preparation.mock.sheet import sheet_text
from flashcards.views.text import plain

STOP: Final = "q"
"""The word that stops a mock, to be resumed."""


class MockDialogue(Protocol):
    """Where a mock is held; each of these raises `EOFError` where the learner stops it."""

    def ask(self, number: int) -> None:
        """The question of that number, until it is answered or its time is up."""

    def open_form(self, numbers: tuple[int, ...]) -> None:
        """The questions that are judged now, each with its answer; nothing is recorded more."""

    def answer(self, asked: str, part: FeedbackPart) -> str:
        """What is said to a question of the feedback."""

    def refuse(self, why: str) -> None:
        """What was said last cannot be; it is asked again."""

    def close_form(self) -> None:
        """All of a form is filled in."""

    def conclude(self, proposed: str) -> str:
        """The one next thing to do, empty where the one proposed is."""


def run_steps(live: LiveMock, dialogue: MockDialogue) -> None:
    """Go on with a mock until it is over; raises `EOFError` where the learner stops it."""
    opened: tuple[int, ...] = ()
    while (step := next_step(live.mock)) is not None:
        match step:
            case Ask(number):
                dialogue.ask(number)
            case Judge(numbers):
                if opened != numbers:
                    opened = numbers
                    dialogue.open_form(numbers)
                _judge(live, dialogue, step)
            case _:
                proposed = next_action(live.mock)
                live.end(dialogue.conclude(proposed) or proposed)


def sheet_of(live: LiveMock, number: int) -> str:
    """What the interviewer reads of a question, in Markdown."""
    return sheet_text(live.mock, number, live.answer_of(number))


def _judge(live: LiveMock, dialogue: MockDialogue, step: Judge) -> None:
    area = live.mock.questions[step.numbers[-1]].area
    said = dialogue.answer(prompt(live.mock, area, step.wanted), step.wanted.part)
    try:
        live.judge(step, said)
    except MockElsewhere:
        raise
    except FlashError as failure:
        dialogue.refuse(plain(str(failure)))
    else:
        if missing(live.mock, step.numbers) is None:
            dialogue.close_form()
