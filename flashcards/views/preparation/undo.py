"""What an act of the preparation was, for `flash undo` and `flash redo`."""

from datetime import date
from typing import Final

from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    Offered,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
    PreparationFact,
)
from flashcards.views.text import one_line

_WIDTH: Final = 50


def preparation_deed(fact: PreparationFact) -> str:
    """What the act did, as the end of a sentence."""
    match fact:
        case PlanStarted():
            return f"the start of the plan “{_short(fact.name)}”"
        case PlanMoved():
            return f"the plan's move to {_day(fact.interview_on)}"
        case PlanTicked():
            return f"{fact.count:,} of {_short(fact.activity)}"
        case PlanStopped():
            return "the end of the plan"
        case _:
            return _interview_deed(fact)


def after_undoing(fact: PreparationFact) -> str:
    """What is so once the act is undone, where that is not plain."""
    match fact:
        case PlanStopped():
            return ": it is followed again"
        case InterviewAsked(deck=deck) if deck:
            return f"; it stays in {_short(deck)}"
        case _:
            return ""


def _interview_deed(fact: PreparationFact) -> str:
    match fact:
        case InterviewSet(interview=None):
            return f"the interview at {_short(fact.company)} on {_day(fact.on)}"
        case InterviewSet():
            return f"the move of the interview at {_short(fact.company)} to {_day(fact.on)}"
        case InterviewHeld():
            return f"the outcome of an interview ({_short(fact.outcome)})"
        case InterviewAsked():
            return f"the note of a question ({_short(fact.question)})"
        case InterviewRemoved():
            return "the removal of an interview"
        case Offered():
            return f"the offer to be answered by {_day(fact.answer_by)}"
        case _:
            raise LookupError(fact)


def _short(text: str) -> str:
    return one_line(text, _WIDTH)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
