"""What an act on a card came to."""

from collections.abc import Callable
from datetime import date

import click

from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.output import standard_output
from flashcards.core.card import CardId
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
from flashcards.core.log.stamp import FactId
from flashcards.core.scheduling.leech import Leech
from flashcards.core.study_day import Moment
from flashcards.formats.rows import write_json
from flashcards.services.collection import Collection
from flashcards.services.decks.lookup import find_card
from flashcards.services.log.undo import Undone
from flashcards.services.study.answer import Answered
from flashcards.views.preparation.acts import preparation_deed
from flashcards.views.study.session import leech_line
from flashcards.views.text import counted, one_line, until

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


Act = Callable[[Collection, Moment, CardId], FactId]


def act_on(invocation: Invocation, names: tuple[str, ...], act: Act, done: str) -> None:
    """Do the act to each named card, all of them found before the first is touched."""
    with invocation.collection() as collection:
        found = [find_card(collection, name) for name in names]
        for known in found:
            act(collection, invocation.clock(), known.card.id)
    back = "it back" if len(found) == 1 else "them back, one by one"
    click.echo(f"{done} {counted(len(found), 'card')}; `flash undo` takes {back}.")


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


def show_answered(done: Answered, moment: Moment, *, as_json: bool) -> None:
    """The card's new schedule."""
    schedule, review = done.schedule, done.review
    if as_json:
        document = {
            "card": review.card,
            "review": review.stamp.id,
            "state": schedule.state,
            "stability": schedule.stability,
            "difficulty": schedule.difficulty,
            "due_on": schedule.due_on,
            "due_at": schedule.due_at,
        }
        write_json(document, standard_output())
        return
    again = until(schedule.due_on, schedule.due_at, moment.now, review.studied_on)
    click.echo(f"{review.card[:8]} comes again {again}.")
    if done.leech:
        click.echo(leech_line(Leech(review.card, schedule.lapses, schedule.suspended)))


def show_due_set(cards: int, day: date) -> None:
    """How many cards are due when."""
    are = "card is" if cards == 1 else "cards are"
    click.echo(f"{cards:,} {are} due on {day}; `flash undo` takes it back.")
