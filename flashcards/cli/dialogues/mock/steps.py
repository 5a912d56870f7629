"""The steps of a mock, asked and judged, the same at a terminal and in a pipe."""

from collections.abc import Callable
from typing import Final

from flashcards.cli.terminal.lines import InputLines
from flashcards.cli.terminal.messages import say
from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock.feedback import FeedbackPart
from flashcards.core.preparation.mock.mock import Ask, Judge, next_step
from flashcards.core.preparation.mock.results import next_action, results_of
from flashcards.errors.base import FlashError
from flashcards.errors.mocks import MockElsewhere
from flashcards.services.preparation.mock.acts import asked_card
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.mock.live_mock import (
    feedback_heading,
    judged_text,
    prompt,
    proposal,
)
from flashcards.views.text import plain

STOP: Final = "q"
"""The word that stops a mock, to be resumed."""

Show = Callable[[str], None]
"""Shows a text in Markdown."""


def run_steps(live: LiveMock, lines: InputLines, ask: Callable[[int], None], show: Show) -> None:
    """Go on with a mock until it is over; raises `EOFError` where the learner stops it."""
    shown: tuple[int, ...] = ()
    while (step := next_step(live.mock)) is not None:
        match step:
            case Ask(number):
                ask(number)
            case Judge(numbers):
                if all(question.answered for question in live.mock.questions):
                    live.recorder.close()
                if shown != numbers:
                    shown = numbers
                    _show_answers(live, numbers, show)
                _judge(live, lines, step)
            case _:
                _conclude(live, lines)


def answer_of(live: LiveMock, number: int) -> str:
    """The answer or rubric of a question, as it is in its deck now; empty where it is gone."""
    known = asked_card(live.collection, live.mock.questions[number].card)
    return "" if known is None else sides(known.card).answer


def said(lines: InputLines) -> str:
    """The next line, however long it takes; raises `EOFError` where the mock is to stop."""
    line = (lines.next() or "").strip()
    if line == STOP:
        raise EOFError
    return line


def _show_answers(live: LiveMock, numbers: tuple[int, ...], show: Show) -> None:
    """Each question that is judged now, with its rubric or answer."""
    for number in numbers:
        say(f"[{feedback_heading(live.mock, number)}]")
        show(judged_text(live.mock.questions[number], answer_of(live, number)))
        say()


def _judge(live: LiveMock, lines: InputLines, step: Judge) -> None:
    area = live.mock.questions[step.numbers[-1]].area
    say(prompt(live.mock, area, step.wanted))
    try:
        live.judge(step, said(lines))
    except MockElsewhere:
        raise
    except FlashError as failure:
        say(f"flash: {plain(str(failure))}", err=True)
    else:
        if step.wanted.part is FeedbackPart.HIRE:
            say()


def _conclude(live: LiveMock, lines: InputLines) -> None:
    proposed = next_action(results_of(live.mock))
    say(proposal(proposed))
    live.end(said(lines) or proposed)
