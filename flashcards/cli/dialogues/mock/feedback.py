"""The fixed feedback, a line an answer, the same at a terminal and in a pipe."""

from collections.abc import Callable
from typing import Final

import click

from flashcards.cli.terminal.lines import Lines
from flashcards.core.decks.sides import sides
from flashcards.core.preparation.mock.results import next_action, results_of
from flashcards.core.preparation.mock.sitting import Ask, Judge, Part, next_step
from flashcards.errors import FlashError, MockElsewhere
from flashcards.services.preparation.mock.holding import asked_card
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.views.preparation.live_mock import prompt
from flashcards.views.text import plain

STOP: Final = "q"
"""The word that stops a mock, to be resumed."""

Show = Callable[[str], None]
"""Shows a text in Markdown."""


def hold(interview: LiveMock, lines: Lines, ask: Callable[[int], None], show: Show) -> None:
    """Go on with a mock until it is over; raises `EOFError` where the learner stops it."""
    shown: tuple[int, ...] = ()
    while (step := next_step(interview.mock)) is not None:
        match step:
            case Ask(number):
                ask(number)
            case Judge(numbers):
                if all(question.answered for question in interview.mock.questions):
                    interview.recorder.close()
                if shown != numbers:
                    shown = numbers
                    _show_answers(interview, numbers, show)
                _judge(interview, lines, step)
            case _:
                _conclude(interview, lines)


def answer_of(interview: LiveMock, number: int) -> str:
    """The answer or rubric of a question, as it is in its deck now; empty where it is gone."""
    known = asked_card(interview.collection, interview.mock.questions[number].card)
    return "" if known is None else sides(known.card).answer


def said(lines: Lines) -> str:
    """The next line, however long it takes; raises `EOFError` where the mock is to stop."""
    line = (lines.next() or "").strip()
    if line == STOP:
        raise EOFError
    return line


def _show_answers(interview: LiveMock, numbers: tuple[int, ...], show: Show) -> None:
    """Each question that is judged now, with its rubric or answer."""
    for number in numbers:
        answer = answer_of(interview, number) or "(It has neither an answer nor a rubric.)"
        click.echo(f"[feedback · question {number + 1} of {len(interview.mock.questions)}]")
        show(f"{interview.mock.questions[number].text}\n\n{answer}")
        click.echo()


def _judge(interview: LiveMock, lines: Lines, step: Judge) -> None:
    area = interview.mock.questions[step.numbers[-1]].area
    click.echo(prompt(interview.mock, area, step.wanted))
    try:
        interview.judge(step, said(lines))
    except MockElsewhere:
        raise
    except FlashError as failure:
        click.echo(f"flash: {plain(str(failure))}", err=True)
    else:
        if step.wanted.part is Part.HIRE:
            click.echo()


def _conclude(interview: LiveMock, lines: Lines) -> None:
    proposed = next_action(results_of(interview.mock))
    click.echo(f"Proposed next: {proposed}\nThe one next thing (an empty line takes it):")
    interview.end(said(lines) or proposed)
