"""The words of a mock interview, the same at a terminal and in a pipe."""

from pathlib import Path
from typing import Final

from flashcards.core.preparation.mock.clock import Call, Clock, calls
from flashcards.core.preparation.mock.feedback import FeedbackPart, Wanted
from flashcards.core.preparation.mock.forms import JUDGED_AT_THE_END, Form
from flashcards.core.preparation.mock.mock import Mock, MockQuestion
from flashcards.core.preparation.mock.rubric import rubric_of
from flashcards.views.text import counted, listed, plain, stopwatch

_ASKED: Final = {
    FeedbackPart.WELL: "What went well?",
    FeedbackPart.IMPROVE: "What should be better?",
    FeedbackPart.SPEECH: "From the recording: filler words, long pauses, what was unclear?",
    FeedbackPart.HIRE: "Would you hire this candidate? y or n",
}
ACTION: Final = "Your next thing to do (an empty line takes this one):"
"""What is asked for last."""

_SHARES: Final = {Call.HALF: "half is over", Call.MOST: "80 % is over", Call.END: "time is up"}
_EDITOR: Final = "Code in a shared editor or a plain file: no completion, no search."
_RULES: Final = (
    "Camera on, phone away.",
    "No notes, no cards, no other window.",
    "Think aloud: only what you say counts.",
    "The clock never stops. You hear it at half, at 80 % and at the end of the time.",
)
_NOTHING_TO_JUDGE_BY: Final = "(It has no answer and no rubric.)"


def heading(mock: Mock, number: int, *, left: bool = False) -> str:
    """Which question it is, of how many; of which area, and how long it has, and still has."""
    question = mock.questions[number]
    place = f"question {number + 1} of {len(mock.questions)}"
    line = plain(f"{question.area} · {place} · {stopwatch(question.limit_s)}")
    if left and question.used_s:
        line += f" · {stopwatch(question.limit_s - question.used_s)} left"
    return line


def phase_line(question: MockQuestion) -> str:
    """The phase that a question is in, and when it should be over; empty without phases."""
    if not question.phases:
        return ""
    phase = question.phases[question.phase]
    number = f"{question.phase + 1} of {len(question.phases)}"
    return f"Phase {number}: {phase.name}, until {stopwatch(phase.until_s)}"


def call_line(call: Call, timer: Clock) -> str:
    """What the clock says on its way."""
    if call is Call.END:
        return f"Time is up, after {stopwatch(timer.limit_s)}."
    share = "Half" if call is Call.HALF else "80 %"
    return f"{share} of the time is over: {stopwatch(timer.left_s)} left."


def clock_line(timer: Clock) -> str:
    """The clock as it stands, and the last thing it said: short, since it is always in sight."""
    line = f"{stopwatch(timer.left_s)} left of {stopwatch(timer.limit_s)}"
    said = calls(Clock(timer.limit_s), timer)
    return f"{line} · {_SHARES[said[-1]]}" if said else line


def late_line(question: MockQuestion, timer: Clock) -> str:
    """That the phase is behind its mark; empty where it is not."""
    phases = question.phases
    if not phases or timer.used_s <= phases[question.phase].until_s:
        return ""
    return f"{phases[question.phase].name} should be over now"


def prompt(mock: Mock, area: str, wanted: Wanted) -> str:
    """A question of the feedback, put to the interviewer where there is one."""
    whom = f"{mock.interviewer}: " if mock.interviewer else ""
    asks = {one.name: one.asks for one in rubric_of(area)}
    match wanted.part:
        case FeedbackPart.EVIDENCE if mock.mode in JUDGED_AT_THE_END:
            line = f"{wanted.dimension}: What shows it?"
        case FeedbackPart.EVIDENCE:
            line = f"{wanted.dimension}: {asks[wanted.dimension]} What shows it?"
        case FeedbackPart.SCORE if mock.mode in JUDGED_AT_THE_END:
            line = f"{wanted.dimension}: {asks[wanted.dimension]} 1 (poor) to 5 (excellent):"
        case FeedbackPart.SCORE:
            line = f"{wanted.dimension}, 1 (poor) to 5 (excellent):"
        case _:
            line = _ASKED[wanted.part]
    return plain(whom + line)


def opening(mock: Mock) -> str:
    """What begins, or goes on, in a line."""
    ahead = [question for question in mock.questions if not question.answered]
    name = f"{mock.form.capitalize()} mock"
    if not ahead:
        return f"{name}: all questions are answered. Now comes the feedback."
    clock = stopwatch(sum(question.limit_s - question.used_s for question in ahead))
    asked = counted(len(ahead), "question")
    line = f"{name}: {asked}, {clock} on the clock, no notes, no extension."
    return plain(f"{line} {mock.interviewer} asks.") if mock.interviewer else line


def kept_line(mock: Mock) -> str:
    """That a mock was left, and how it goes on."""
    answered = sum(question.answered for question in mock.questions)
    return (
        f"Kept: {answered:,} of {counted(len(mock.questions), 'question')} answered."
        " `flash mock resume` goes on, `flash mock end` ends it."
    )


def feedback_heading(mock: Mock, number: int) -> str:
    """Which question is judged, of how many."""
    return f"feedback · question {number + 1} of {len(mock.questions)}"


def judged_text(question: MockQuestion, answer: str) -> str:
    """A question that is judged, and its answer or rubric, in Markdown."""
    return f"{question.text}\n\n{answer or _NOTHING_TO_JUDGE_BY}"


def proposal(action: str) -> str:
    """What is proposed as the one next thing to do, and that it is asked for."""
    return f"{proposed_line(action)}\n{ACTION}"


def proposed_line(action: str) -> str:
    """What is proposed as the one next thing to do."""
    return f"Proposed next: {action}"


def rules_text(mock: Mock) -> str:
    """What begins, and the rules of the real thing, in Markdown."""
    writes = any(one.area == Form.CODING for one in mock.questions)
    rules = (*_RULES[:1], _EDITOR, *_RULES[1:]) if writes else _RULES
    told = "\n".join(f"- {rule}" for rule in rules)
    return f"{opening(mock)}\n\nAs on the day itself:\n\n{told}"


def ready_text(mock: Mock, number: int) -> str:
    """That a question is about to begin, in Markdown, and what is left of one that had begun."""
    question = mock.questions[number]
    left = stopwatch(question.limit_s - question.used_s)
    begun = [f"{left} of {stopwatch(question.limit_s)} is left."] if question.used_s else []
    reads = [f"{mock.interviewer} reads the question aloud."] if mock.interviewer else []
    return " ".join((*begun, *reads, "Ready?"))


def away_text(mock: Mock) -> str:
    """That a sheet comes that the candidate does not see, in Markdown."""
    return (
        f"{mock.interviewer}: next comes your sheet on this question, with hints, follow-up"
        " questions and the answer.\n\nThe candidate looks away now."
    )


def form_heading(mock: Mock, numbers: tuple[int, ...]) -> str:
    """What the form on the screen is about: an area, or, without questions, the end."""
    if not numbers:
        return f"{mock.form} mock · the next thing to do"
    return plain(f"feedback · {mock.questions[numbers[0]].area}")


def given_line(question: MockQuestion, width: int) -> str:
    """The scores that an area has so far, as many of the last as fit; empty where it has none."""
    given = reversed(list(question.feedback.scores.items()))
    return next(iter(listed((plain(f"{name} {score}") for name, score in given), width)), "")


def recording_line(file: Path) -> str:
    """Where the recording of a mock is."""
    return plain(f"The recording is {file}")
