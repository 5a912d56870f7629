"""What the buttons of a review do, and what is said about it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from flashcards.core.card import CardId
from flashcards.views.study.live_session import (
    leech_line,
    limit_line,
    offers,
    over_time,
    passed_lines,
)
from flashcards.views.study.points import NOT_TICKED, said_line
from flashcards.views.text import counted
from flashcards.web.pages.review.held import HeldSession
from flashcards.web.pages.review.points import ticked_numbers
from flashcards.web.pages.review.typed import typed_in

OUT_OF_DATE: Final = (
    "This page was out of date, so its button did nothing. Here is where the session stands."
)
NEW_DAY: Final = "A new day has begun, and a new session with it. Nothing of the old page counted."


def act(held: HeldSession, fields: Mapping[str, str]) -> None:
    """Do what a form asks, once: one that stood beside another state does nothing.

    Raises what the act raises, such as `InvalidRating`.
    """
    wanted = fields.get("act", "")
    if fields.get("mark") != held.mark:
        held.message = "" if wanted == "reveal" and held.live.is_revealed else OUT_OF_DATE
        return
    asked, held.asks, held.message = held.asks, "", ""
    if wanted in _ACTS:
        _ACTS[wanted](held, fields, asked)
        held.turns += 1
    say_passed(held)


def say_passed(held: HeldSession) -> None:
    """Say which cards were dealt with elsewhere meanwhile."""
    if held.live.passed:
        moment = held.live.clock()
        today = held.live.collection.today(moment)
        held.message = f"{held.message} {passed_lines(held.live.passed, moment, today)}".strip()
        held.live.passed = ()


def _reveal(held: HeldSession, fields: Mapping[str, str], _asked: str) -> None:
    known = held.live.known
    if known is not None:
        held.typed = typed_in(known.card.id, fields) if held.live.is_typed else None
        held.live.reveal()


def _grade(held: HeldSession, fields: Mapping[str, str], _asked: str) -> None:
    live, given = held.live, fields.get("grade", "")
    if live.known is None or live.foreseen is None:
        return
    today = live.collection.today(live.foreseen.moment)
    made = offers(live.known, live.foreseen, today, crams=live.session.crams)
    meant = next((one for one in made if str(one.grade) == given), None)
    if meant is None:
        held.message = "That is no grade of this card."
        return
    over, live.note = over_time(held.timing), fields.get("note", "").strip()[:_LONGEST_NOTE]
    answered = live.session.answered
    live.grade(meant.grade)
    if live.session.leech is not None:
        held.message = leech_line(live.session.leech)
    elif live.session.answered > answered:
        name = meant.name.capitalize() or str(meant.grade)
        again = f": it comes again {meant.again}" if meant.again else ""
        said = f"{name}{again}{f', {over}' if over else ''}."
        held.message = f"{said} {_undoes(held)}"


def _points(held: HeldSession, _fields: Mapping[str, str], _asked: str) -> None:
    """Let the points of the answer be ticked."""
    if held.live.is_revealed:
        held.live.say(held.live.session.said or ())
        held.asks = "points"


def _all_said(held: HeldSession, _fields: Mapping[str, str], asked: str) -> None:
    """Tick all points; single ticks may be taken back then."""
    if asked == "points":
        held.live.say(range(1, len(held.live.points) + 1))
        held.asks = asked


def _said(held: HeldSession, fields: Mapping[str, str], asked: str) -> None:
    """Keep the ticks for the grade."""
    if asked == "points":
        count = len(held.live.points)
        numbers = ticked_numbers(count, fields)
        held.live.say(numbers)
        held.message = said_line(len(numbers), count)


def _unsaid(held: HeldSession, _fields: Mapping[str, str], asked: str) -> None:
    """Keep no ticks."""
    if asked == "points":
        held.live.say(None)
        held.message = NOT_TICKED


def _undoes(held: HeldSession) -> str:
    """How what was done is taken back."""
    return f"{held.keys.named('u')} takes it back."


def _skip(held: HeldSession, _fields: Mapping[str, str], _asked: str) -> None:
    held.live.skip()
    held.message = f"Skipped for this session. {_undoes(held)}"


def _bury(held: HeldSession, fields: Mapping[str, str], asked: str) -> None:
    if held.live.siblings and asked != "bury":
        held.asks = "bury"
        return
    _put_aside(held, fields, held.live.bury, "put off until tomorrow")


def _suspend(held: HeldSession, fields: Mapping[str, str], asked: str) -> None:
    if asked != "suspend":
        held.asks = "suspend"
        return
    _put_aside(held, fields, held.live.suspend, "asked no more, until resumed")


def _put_aside(
    held: HeldSession,
    fields: Mapping[str, str],
    put: Callable[[Sequence[CardId]], None],
    said: str,
) -> None:
    """Do it to the card, and to its siblings where they are meant; nothing if it was elsewhere."""
    meant = held.live.siblings if fields.get("which") == "all" else ()
    before = held.live.session.act
    put(meant)
    if held.live.session.act != before:
        held.message = f"{counted(len(meant) + 1, 'card')} {said}. {_undoes(held)}"


def _undo(held: HeldSession, _fields: Mapping[str, str], asked: str) -> None:
    """Take back the last act; one of an earlier session only when that is meant."""
    if held.live.earlier is not None and asked != "undo":
        held.asks = "undo"
        return
    held.live.undo()
    held.message = f"Taken back. {held.keys.named('U')} gives it back."


def _redo(held: HeldSession, _fields: Mapping[str, str], _asked: str) -> None:
    held.live.redo()
    held.message = f"Given back. {_undoes(held)}"


def _limit(held: HeldSession, _fields: Mapping[str, str], _asked: str) -> None:
    """Show clocks no more, or again."""
    held.is_timed = not held.is_timed
    held.message = f"{limit_line(is_on=held.is_timed).capitalize()}."


def _leave(_held: HeldSession, _fields: Mapping[str, str], _asked: str) -> None:
    """Take back the question whether an act is meant."""


_LONGEST_NOTE: Final = 2_000
_ACTS: Final[dict[str, Callable[[HeldSession, Mapping[str, str], str], None]]] = {
    "reveal": _reveal,
    "grade": _grade,
    "points": _points,
    "all_said": _all_said,
    "said": _said,
    "unsaid": _unsaid,
    "skip": _skip,
    "bury": _bury,
    "suspend": _suspend,
    "undo": _undo,
    "redo": _redo,
    "limit": _limit,
    "leave": _leave,
}
