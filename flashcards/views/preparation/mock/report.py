"""A mock interview as Markdown, to be read, kept or sent to whoever asked."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.preparation.mock.feedback import Feedback
from flashcards.core.preparation.mock.forms import MockMode
from flashcards.core.preparation.mock.mock import Mock, MockQuestion
from flashcards.core.preparation.mock.results import AreaResult, results_of
from flashcards.views.preparation.mock.result import verdict

_MINUTE_S: Final = 60
_WHEN: Final[dict[str, str]] = {
    MockMode.AFTER: "after the mock",
    MockMode.STANDARD: "after each question",
    MockMode.PRESSURE: "after the mock, under pressure",
}


def report_lines(mock: Mock) -> Iterator[str]:
    """The mock with its results, and each question with its feedback."""
    yield f"# {mock.form.capitalize()} mock of {mock.on}"
    yield ""
    yield from _head(mock)
    for result in results_of(mock):
        yield ""
        yield from _result(result)
    for number, question in enumerate(mock.questions, 1):
        yield ""
        yield from _question(number, question)


def _head(mock: Mock) -> Iterator[str]:
    yield f"- Feedback: {_WHEN.get(mock.mode, mock.mode)}"
    if mock.interviewer:
        yield f"- Interviewer: {mock.interviewer}"
    if not mock.ended:
        yield "- Still open"
    if mock.action:
        yield f"- Next: {mock.action}"


def _result(result: AreaResult) -> Iterator[str]:
    mean = "" if result.mean is None else f", mean {result.mean:.1f}"
    yield f"## {result.area.capitalize()}: {verdict(result)}{mean}"
    yield ""
    used = f"{_clock(result.seconds)} of {_clock(result.limit_s)}"
    yield f"{result.answered} of {result.questions} answered in {used}."
    if result.scores:
        yield from ("", "| dimension | score |", "| --- | ---: |")
        yield from (f"| {name} | {score:.1f} |" for name, score in result.scores.items())


def _question(number: int, question: MockQuestion) -> Iterator[str]:
    yield f"## Question {number}"
    yield ""
    yield question.text
    yield ""
    state = "answered" if question.answered else "not answered"
    yield f"*{state.capitalize()}, {_clock(question.used_s)} of {_clock(question.limit_s)}.*"
    yield from _feedback(question.feedback)


def _feedback(feedback: Feedback) -> Iterator[str]:
    told = {
        "Went well": feedback.well,
        "To improve": feedback.improve,
        "Speech": feedback.speech,
        "Hire": {None: "", True: "yes", False: "no"}[feedback.hire],
    }
    given = [f"- {name}: {text}" for name, text in told.items() if text]
    names = dict.fromkeys((*feedback.evidence, *feedback.scores))
    scored = [
        f"- {name}, {feedback.scores.get(name, '–')}" + (f": {seen}" if seen else "")
        for name in names
        for seen in [feedback.evidence.get(name, "")]
    ]
    if given or scored:
        yield from ("", *given, *scored)


def _clock(seconds: int) -> str:
    return f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02}"
