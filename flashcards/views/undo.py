"""What was taken back."""

from datetime import date

from flashcards.core.decks.sides import sides
from flashcards.core.log.card_facts import DueSet, Redated
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
)
from flashcards.core.log.preparation_facts import PreparationFact
from flashcards.services.log.undo import Undone
from flashcards.views.preparation.undo import preparation_deed
from flashcards.views.text import counted, one_line

_QUESTION_WIDTH = 50
_NOUNS = {
    "suspended": "suspension",
    "resumed": "resumption",
    "buried": "burial",
    "crammed": "practice",
    "review": "review",
    "reset": "reset",
}
"""What an act on a card is called, by its kind."""


def undone_line(undone: Undone) -> str:
    """What was taken back, and of which card."""
    return f"Undone: {_deed(undone)}"


def _deed(undone: Undone) -> str:
    match undone.fact:
        case Adopted(reverts=True):
            return "the way back to the parameters before"
        case Adopted(stamp=stamp):
            return f"the parameters adopted on {_day(stamp.at)}"
        case DeadlineSet(on=on):
            return f"the deadline of {_day(on)}{_selection(undone.fact)}"
        case DeadlineRemoved():
            return f"the removal of the deadline{_selection(undone.fact)}"
        case BreakSet(begins_on=begins_on, ends_on=ends_on):
            moved = f"; {counted(undone.cards, 'card')} moved back" if undone.cards else ""
            return f"the break from {_day(begins_on)} to {_day(ends_on)}{moved}"
        case BreakRemoved(begins_on=begins_on, ends_on=ends_on):
            return f"the removal of the break from {_day(begins_on)} to {_day(ends_on)}"
        case Redated():
            return f"the redating of answers of {counted(undone.cards, 'card')}"
        case PreparationFact() as fact:
            return preparation_deed(fact)
        case DueSet(why=why):
            return f"{why} of {_whom(undone)}"
        case _:
            grade = "" if undone.rating is None else f" ({undone.rating})"
            return f"{_NOUNS[undone.act]}{grade} of {_whom(undone)}"


def _whom(undone: Undone) -> str:
    """The card, by its question, or how many."""
    if undone.known is None or undone.cards > 1:
        return counted(undone.cards, "card")
    return one_line(sides(undone.known.card).question, _QUESTION_WIDTH)


def _selection(fact: DeadlineSet | DeadlineRemoved) -> str:
    named = [*fact.decks, *fact.areas, *fact.tags]
    return f" for {one_line(', '.join(named), _QUESTION_WIDTH)}" if named else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
