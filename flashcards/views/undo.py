"""What was taken back, and what was given back."""

from datetime import date

from flashcards.core.decks.sides import sides
from flashcards.core.log.card_facts import DueSet, Redated
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
    Imported,
    Together,
)
from flashcards.core.log.preparation_facts import PreparationFact
from flashcards.services.log.undo import AddedSince, LearnersAct
from flashcards.views.preparation.undo import after_undoing, preparation_deed
from flashcards.views.text import counted, one_line, plain

_QUESTION_WIDTH = 50
_FILE_WIDTH = 60
_NOUNS = {
    "suspended": "suspend",
    "resumed": "resume",
    "buried": "bury",
    "crammed": "practice",
    "review": "review",
    "regraded": "new grade",
    "reset": "reset",
}
"""What an act on a card is called, by its kind."""


def undone_line(done: LearnersAct) -> str:
    """What was taken back, and of which card."""
    return f"Undone: {_deed(done)}{_what_follows(done)}"


def added_line(added: AddedSince, *, needs_yes: bool = False) -> str:
    """That cards which were added stay, and what is taken back instead, maybe with `--yes`."""
    takes = "With --yes it takes" if needs_yes else "It takes"
    cards = "the card" if added.cards == 1 else f"the {added.cards:,} cards"
    file = one_line(added.file, _FILE_WIDTH)
    return (
        f"`flash undo` changes no deck: delete {cards} added to {file} there."
        f" {takes} back what you did before: {_deed(added.act)}"
    )


def redone_line(done: LearnersAct) -> str:
    """What counts again, and of which card."""
    return f"Redone: {_deed(done)}{_files_again(done)}"


def _deed(done: LearnersAct) -> str:
    match done.fact:
        case Adopted(reverts=True):
            return "the return to the parameters before"
        case Adopted(stamp=stamp):
            return f"the parameters adopted on {_day(stamp.at)}"
        case DeadlineSet(on=on):
            return f"the deadline of {_day(on)}{_selection(done.fact)}"
        case DeadlineRemoved():
            return f"the removal of the deadline{_selection(done.fact)}"
        case BreakSet(begins_on=begins_on, ends_on=ends_on):
            return f"the break from {_day(begins_on)} to {_day(ends_on)}"
        case BreakRemoved(begins_on=begins_on, ends_on=ends_on):
            return f"the removal of the break from {_day(begins_on)} to {_day(ends_on)}"
        case PreparationFact() as fact:
            return preparation_deed(fact)
        case _:
            return _card_deed(done)


def _card_deed(done: LearnersAct) -> str:
    match done.fact:
        case Imported(source=source):
            return f"the import of {one_line(source, _QUESTION_WIDTH)}"
        case Redated():
            return f"the new dates of answers of {counted(done.cards, 'card')}"
        case DueSet(why=why):
            return f"{why} of {_whom(done)}"
        case Together(act=act):
            return f"{_NOUNS.get(act, 'act')} of {counted(done.cards, 'card')}, all at once"
        case _:
            grade = "" if done.rating is None else f" ({done.rating})"
            return f"{_NOUNS[done.act]}{grade} of {_whom(done)}"


def _what_follows(done: LearnersAct) -> str:
    """What is so now that the act is undone, where that is not plain."""
    match done.fact:
        case BreakSet() if done.cards:
            return f"; {counted(done.cards, 'card')} moved back"
        case Imported(answers=answers):
            return _files_gone(done, answers)
        case PreparationFact() as fact:
            return after_undoing(fact)
        case _:
            return ""


def _files_gone(done: LearnersAct, answers: int) -> str:
    """How many answers and files are taken back with an import, and which stay."""
    said = f"; {counted(answers, 'answer')} taken back" if answers else ""
    if done.files.changed:
        said += f"; {counted(len(done.files.changed), 'file')} taken back"
    return said + _edited(done, "as you edited it since")


def _files_again(done: LearnersAct) -> str:
    said = f"; {counted(len(done.files.changed), 'file')} back" if done.files.changed else ""
    return said + _edited(done, "as it is now")


def _edited(done: LearnersAct, how: str) -> str:
    """The first file that was left alone, and how many more."""
    if not done.files.edited:
        return ""
    first, *more = done.files.edited
    others = f" and {counted(len(more), 'more file')}" if more else ""
    return f"; {plain(first)}{others} left {how}"


def _whom(done: LearnersAct) -> str:
    """The card, by its question, or how many."""
    if done.known is None or done.cards > 1:
        return counted(done.cards, "card")
    return one_line(sides(done.known.card).question, _QUESTION_WIDTH)


def _selection(fact: DeadlineSet | DeadlineRemoved) -> str:
    named = [*fact.decks, *fact.areas, *fact.tags]
    return f" for {one_line(', '.join(named), _QUESTION_WIDTH)}" if named else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
