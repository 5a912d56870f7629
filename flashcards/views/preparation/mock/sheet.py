"""What the interviewer reads, and the candidate does not: hints, follow-ups, what to judge by."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.preparation.mock.rubric import rubric_of
from flashcards.core.preparation.mock.sheet import (
    FOLLOW_UPS,
    hints_of,
    own_follow_ups,
    own_hints,
)
from flashcards.views.text import stopwatch

_FIRST: Final = (
    "Only for you: the candidate does not see this. Read a question aloud. If the"
    " candidate is stuck for a minute, give one hint. Ask a follow-up question when the answer"
    " is given. The clock never stops."
)
_NO_ANSWER: Final = "(The card has none. Judge by the points below.)"


def sheet_text(mock: Mock, number: int, answer: str) -> str:
    """The sheet on a question, in Markdown."""
    return "\n\n".join(_parts(mock, number, answer))


def sheets_text(mock: Mock, answers: Sequence[str]) -> str:
    """All sheets of a mock, in Markdown, with what the interviewer is to know first."""
    title = f"# Sheet for the interviewer: {mock.form} mock of {mock.on}"
    return (
        "\n\n".join((title, _FIRST, *(sheet_text(mock, *one) for one in enumerate(answers)))) + "\n"
    )


def _parts(mock: Mock, number: int, answer: str) -> Iterator[str]:
    question = mock.questions[number]
    place = f"{number + 1} of {len(mock.questions)}"
    yield f"## Question {place} ({question.area}, {stopwatch(question.limit_s)})"
    yield question.text
    hints = own_hints(answer) or tuple(f"What about: {hint}?" for hint in hints_of(answer))
    if hints:
        yield "### Hints: one at a time, the smallest first"
        yield "\n".join(f"- {hint}" for hint in hints)
    if follow_ups := (*own_follow_ups(answer), *FOLLOW_UPS.get(question.area, ())):
        yield "### Follow-up questions"
        yield "\n".join(f"- {one}" for one in follow_ups)
    if question.phases:
        yield "### Go on when the time of a part is over"
        yield "\n".join(f"- {stopwatch(one.until_s)}: {one.name}" for one in question.phases)
    yield "### The answer"
    yield answer or _NO_ANSWER
    if rubric := rubric_of(question.area):
        yield "### Judge by"
        yield "\n".join(f"- {one.name}: {one.asks}" for one in rubric)
