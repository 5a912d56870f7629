"""What each key of a session did, in a few words, and how to take it back."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from flashcards.core.decks.sides import sides
from flashcards.core.log.card_facts import Review
from flashcards.views.study.live_session import GradeOffer
from flashcards.views.text import clock_time, one_line

if TYPE_CHECKING:
    from flashcards.services.log.undo import LearnersAct

_UNDOES = " · u undoes"
_QUESTION_WIDTH = 40

UNDONE = "undone · U does it again"
REDONE = f"done again{_UNDOES}"
SKIPPED = f"skipped for this session{_UNDOES}"
READ_AGAIN = "the deck was read again"
OPENED = "opened beside this"
ANOTHER_FIRST = "Another question comes first now. What you typed before does not count."


def graded_line(given: GradeOffer) -> str:
    """The grade, and when the card comes again."""
    name = given.name or f"rated {given.grade}"
    again = f": again {given.again}" if given.again else ""
    return f"{name}{again}{_UNDOES}"


def buried_line(cards: int) -> str:
    """How many cards are put off; the one that was shown needs no number."""
    return f"{'' if cards == 1 else f'{cards} '}buried until tomorrow{_UNDOES}"


def suspended_line(cards: int) -> str:
    """How many cards are asked no more."""
    return f"{'' if cards == 1 else f'{cards} '}suspended{_UNDOES}"


def sure_of_suspending(key: str) -> str:
    """Whether it is meant, to which the same key says yes."""
    return f"Suspend it, so that it is asked no more? {key} yes · any other key: no"


def earlier_question(done: "LearnersAct", zone: tzinfo, key: str) -> str:
    """Whether what was done before this session is to be taken back: the same key says yes."""
    return f"{earlier_line(done, zone)} {key} yes · any other key: no"


def earlier_line(done: "LearnersAct", zone: tzinfo) -> str:
    """Whether what was done before this session is to be taken back."""
    return f"Before this session, {_done(done, zone)}. Undo it?"


def again_question(undone: "LearnersAct", zone: tzinfo, key: str) -> str:
    """Whether what was undone before this session is to be done again: the same key says yes."""
    what = _done(undone, zone)
    return f"Undone before this session: {what}. Do it again? {key} yes · any other key: no"


def _done(done: "LearnersAct", zone: tzinfo) -> str:
    """When something was done, what, and with which card of which deck."""
    what = f"grade {done.rating}" if isinstance(done.fact, Review) else done.act
    card = ""
    if done.known is not None:
        question = one_line(sides(done.known.card).question, _QUESTION_WIDTH)
        card = f" of {question} ({done.known.deck})"
    return f"{clock_time(done.fact.stamp.at, zone)}: {what}{card}"
