"""A round of interviews: all that is known of it, and a sentence for each act."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from flashcards.core.card import Card, Kind
from flashcards.core.preparation.interviews.business_days import business_days_until
from flashcards.core.preparation.interviews.interviews import Interview, Outcome
from flashcards.services.preparation.interview import Cycle
from flashcards.views.preparation.interviews.words import (
    HANG,
    OUTCOMES,
    company_name,
    cooldown_line,
    in_days,
    laid,
    leading_lines,
    long_day,
    offer_command,
    outcome_command,
    round_name,
)
from flashcards.views.text import counted, filled, plain

_PRACTISE: Final = "Keep what they asked (flash interview asked) and practise it."


def round_lines(found: Sequence[Interview], width: int) -> Iterator[str]:
    """All that is known of some rounds, a blank line between two."""
    for number, one in enumerate(found):
        if number:
            yield ""
        yield from laid(_told(one), width, HANG)


def added_lines(interview: Interview, before: Cycle, after: Cycle, width: int) -> Iterator[str]:
    """The round right after it was noted or moved, and what is to be said anew of the order."""
    yield from laid(_added(interview, after, width), width)
    advice = [one for one in after.advice if one not in before.advice]
    yield from laid(["", *advice] if advice else (), width, HANG)


def _added(interview: Interview, cycle: Cycle, width: int) -> Iterator[str]:
    days = (interview.on - cycle.today).days
    if days < 0:
        yield f"{round_name(interview)} was on {long_day(interview.on)}."
        yield from leading_lines(f"How did it go: {OUTCOMES}?", outcome_command(interview), width)
    else:
        rest = f" Rest on {interview.rest_on:%a %d %B}." if days > 0 else ""
        yield f"{round_name(interview)} is on {long_day(interview.on)}, {in_days(days)}.{rest}"


def removed_line(interview: Interview) -> str:
    """What is gone, and the way back."""
    return f"{round_name(interview)} is removed; `flash undo` takes it back."


def outcome_lines(interview: Interview, width: int) -> Iterator[str]:
    """The outcome, and what follows from it."""
    yield from laid(_ended(interview, width), width)


def _ended(interview: Interview, width: int) -> Iterator[str]:
    yield f"{round_name(interview)}: {interview.outcome}."
    begins, ends = interview.reapply_from, interview.reapply_to
    if begins is not None and ends is not None:
        yield f"{_PRACTISE} {cooldown_line(interview)}"
    elif interview.outcome is Outcome.OFFER and interview.offer is None:
        asked = "By which day do they want an answer?"
        yield from leading_lines(asked, offer_command(interview), width)


def asked_line(interview: Interview, card: Card) -> str:
    """Where the question stands now."""
    what = "a prompt for mock interviews" if card.kind is Kind.PROMPT else "a card"
    return f"{round_name(interview)}: kept as {what} in {plain(card.source.file)}."


def to_ask_line(interview: Interview) -> str:
    """How many questions there are for them, and when they are shown."""
    many = counted(len(interview.to_ask), "question")
    return (
        f"{round_name(interview)}: {many} to ask them, shown from {long_day(interview.rest_on)} on."
    )


def offer_lines(interview: Interview, by: date, today: date, width: int) -> list[str]:
    """The day by which to answer, and how to use the time until then."""
    days = counted(business_days_until(today, by), "business day")
    said = (
        f"Offer of {company_name(interview)}: answer by {long_day(by)}, in {days}. 5 to 7 are"
        " usual: ask for them. Say openly when you expect the other answers. Decide on that day,"
        " with what you know then."
    )
    return filled(said, width)


def _told(one: Interview) -> Iterator[str]:
    """A round in lines: what, when, how it went, what was asked, what to ask."""
    outcome = "" if one.outcome is None else f" · {one.outcome}"
    yield f"{one.company} · {one.round} · {long_day(one.on)} · {one.rank}{outcome}"
    if one.note:
        yield f"  {one.note}"
    if one.offer is not None:
        what = f": {one.offer.what}" if one.offer.what else ""
        yield f"  Offer, to be answered by {long_day(one.offer.answer_by)}{what}"
    if one.reapply_from is not None:
        yield f"  {cooldown_line(one)}"
    yield from (f"  They asked: {question}" for question in one.asked)
    yield from (f"  Ask them: {question}" for question in one.to_ask)
