"""Rounds of interviews: the cycle as a table, rows for programs, and a sentence for each act."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote
from textwrap import fill
from typing import Final

from flashcards.core.card import Card, Kind
from flashcards.core.preparation.interviews.business_days import business_days_until
from flashcards.core.preparation.interviews.interviews import (
    Interview,
    Outcome,
    Rank,
    ahead,
    rest_days,
)
from flashcards.core.preparation.interviews.reminders import Reminder, Wants
from flashcards.services.preparation.interview import Cycle
from flashcards.views.table import Column, table_lines
from flashcards.views.text import cells, counted, one_line, plain
from flashcards.views.view import Rows, View

_WIDTH: Final = 78
_NAME_WIDTH: Final = 30
_NEXT: Final = "Next: "
_OUTCOMES: Final = "passed, failed or waiting"
_PRACTISE: Final = "Keep what they asked (flash interview asked) and practise it."


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """A round; keys of `flash interview --json`.

    `days_left` is negative for what is past; `rest_on` is null where no day is left to rest, and
    `outcome` until it is told.
    """

    id: str
    company: str
    round: str
    on: date
    days_left: int
    rest_on: date | None
    rank: str
    outcome: str | None
    note: str
    offer: str | None
    answer_by: date | None
    reapply_from: date | None
    reapply_to: date | None
    asked: tuple[str, ...]
    to_ask: tuple[str, ...]


def cycle_view(cycle: Cycle, width: int) -> View:
    """Every round, what they want today, and advice; a row a round."""
    rest = rest_days(cycle.interviews, cycle.today)
    rows = [_row(one, cycle.today, rest) for one in cycle.interviews]
    return View(_cycle(cycle, rows, width), Rows(InterviewRow, rows))


def round_lines(found: Sequence[Interview]) -> Iterator[str]:
    """All that is known of some rounds, a blank line between two."""
    for number, one in enumerate(found):
        if number:
            yield ""
        yield from map(_wrapped, _told(one))


def added_lines(interview: Interview, cycle: Cycle) -> Iterator[str]:
    """The round right after it was noted or moved, and what is to be said of the order."""
    days = (interview.on - cycle.today).days
    if days < 0:
        yield f"{_name(interview)} was on {_day(interview.on)}."
        yield from _leads_on(f"How did it go: {_OUTCOMES}?", _tell(interview))
    else:
        rest = f" Rest on {interview.rest_on:%a %d %B}." if days > 0 else ""
        yield fill(f"{_name(interview)} is on {_day(interview.on)}, {_in(days)}.{rest}", _WIDTH)
    yield from _set_off(cycle.advice)


def removed_line(interview: Interview) -> str:
    """What is gone, and the way back."""
    return f"{_name(interview)} is removed; `flash undo` takes it back."


def outcome_lines(interview: Interview) -> Iterator[str]:
    """The outcome, and what follows from it."""
    yield f"{_name(interview)}: {interview.outcome}."
    begins, ends = interview.reapply_from, interview.reapply_to
    if begins is not None and ends is not None:
        yield fill(f"{_PRACTISE} {_cooldown(interview)}", _WIDTH)
    elif interview.outcome is Outcome.OFFER and interview.offer is None:
        yield from _leads_on("Until when do they want an answer?", _note_offer(interview))


def asked_line(interview: Interview, card: Card) -> str:
    """Where the question stands now."""
    what = "a prompt for mock interviews" if card.kind is Kind.PROMPT else "a card"
    said = f"{_name(interview)}: kept as {what} in {plain(card.source.file)}."
    return fill(said, _WIDTH)


def to_ask_line(interview: Interview) -> str:
    """How many questions there are for them, and when they are shown."""
    many = counted(len(interview.to_ask), "question")
    return f"{_name(interview)}: {many} to ask them, shown from {_day(interview.rest_on)} on."


def offer_line(interview: Interview, by: date, today: date) -> str:
    """The day by which to answer, and how to use the time until then."""
    said = (
        f"Offer of {one_line(interview.company, _NAME_WIDTH)}: answer by {_day(by)}, in"
        f" {counted(business_days_until(today, by), 'business day')}. 5 to 7 are usual: ask for"
        " them, say openly when you expect the others, and decide that day on what you have."
    )
    return fill(said, _WIDTH)


def _cycle(cycle: Cycle, rows: Sequence[InterviewRow], width: int) -> Iterator[str]:
    if not rows:
        yield "No interview yet. Note one: flash interview add Acme onsite 2027-01-15"
        return
    yield _headline(cycle)
    yield ""
    yield from table_lines(_COLUMNS, rows, width)
    yield from _set_off([*_reminders(cycle.reminders, cycle.today), *cycle.advice])


def _reminders(reminders: tuple[Reminder, ...], today: date) -> Iterator[str]:
    """What the interviews want today, a line each, with what to ask them."""
    for reminder in reminders:
        yield from _reminded(reminder, today)
        if reminder.wants in {Wants.INTERVIEW, Wants.REST}:
            yield from (f"  Ask them: {question}" for question in reminder.interview.to_ask)


def _row(one: Interview, today: date, rest: Container[date]) -> InterviewRow:
    return InterviewRow(
        id=one.id,
        company=one.company,
        round=one.round,
        on=one.on,
        days_left=(one.on - today).days,
        rest_on=one.rest_on if one.is_ahead(today) and one.rest_on in rest else None,
        rank=one.rank,
        outcome=one.outcome,
        note=one.note,
        offer=None if one.offer is None else one.offer.what,
        answer_by=None if one.offer is None else one.offer.answer_by,
        reapply_from=one.reapply_from,
        reapply_to=one.reapply_to,
        asked=one.asked,
        to_ask=one.to_ask,
    )


def _told(one: Interview) -> Iterator[str]:
    """A round in lines: what, when, how it went, what was asked, what to ask."""
    outcome = "" if one.outcome is None else f" · {one.outcome}"
    yield f"{one.company} · {one.round} · {_day(one.on)} · {one.rank}{outcome}"
    if one.note:
        yield f"  {one.note}"
    if one.offer is not None:
        what = f": {one.offer.what}" if one.offer.what else ""
        yield f"  Offer, to be answered by {_day(one.offer.answer_by)}{what}"
    if one.reapply_from is not None:
        yield f"  {_cooldown(one)}"
    yield from (f"  They asked: {question}" for question in one.asked)
    yield from (f"  Ask them: {question}" for question in one.to_ask)


def _wrapped(line: str) -> str:
    """A line of the screen's width; a command is left as it is, to be copied."""
    is_next = line.strip().startswith(_NEXT)
    return plain(line) if is_next else fill(plain(line), _WIDTH, subsequent_indent="    ")


def _standing(row: InterviewRow) -> str:
    """The outcome where there is one, else what the company is for."""
    return row.outcome or ("" if row.rank == Rank.ORDINARY else row.rank)


_COLUMNS: Final = (
    Column("Day", lambda row: f"{row.on:%a %d %b %Y}", 15),
    Column("In", lambda row: "" if row.days_left < 0 else _left(row.days_left), 8),
    Column("Rest", lambda row: "" if row.rest_on is None else f"{row.rest_on:%a %d}", 6),
    Column("Company", lambda row: row.company, 16),
    Column("Round", lambda row: row.round),
    Column("", _standing, 9),
)


def _headline(cycle: Cycle) -> str:
    to_come = ahead(cycle.interviews, cycle.today)
    if not to_come:
        return f"No interview ahead, {len(cycle.interviews):,} behind you."
    following = "" if len(to_come) == 1 else ", the next one"
    days = (to_come[0].on - cycle.today).days
    return f"{counted(len(to_come), 'interview')} ahead{following} {_in(days)}."


def _set_off(lines: Sequence[str]) -> Iterator[str]:
    """The lines, wrapped, below a blank one; nothing where there are none."""
    if lines:
        yield ""
    yield from map(_wrapped, lines)


def _reminded(reminder: Reminder, today: date) -> Iterator[str]:
    one = reminder.interview
    company, name = one_line(one.company, _NAME_WIDTH), _name(one)
    match reminder.wants:
        case Wants.INTERVIEW:
            yield f"Today: {name}. Good luck."
        case Wants.REST:
            yield f"Rest today: {name} is tomorrow."
        case Wants.OUTCOME:
            yield from _leads_on(f"How did {name} go: {_OUTCOMES}?", _tell(one))
        case Wants.ANSWER_DATE:
            yield from _leads_on(
                f"{company} made an offer: by when is it to be answered?", _note_offer(one)
            )
        case Wants.ANSWER:
            yield from _answer(one, reminder.on, today)
        case _:
            yield _cooldown(one)


def _answer(one: Interview, by: date, today: date) -> Iterator[str]:
    """How long an offer still waits, or that it does no more."""
    company = one_line(one.company, _NAME_WIDTH)
    if by < today:
        said = f"{company}'s offer was to be answered by {_day(by)}: accepted or declined?"
        yield from _leads_on(said, _tell(one, Outcome.ACCEPTED))
        return
    left = business_days_until(today, by)
    when = "today" if by == today else f"in {counted(left, 'business day')}"
    yield f"Answer the offer of {company} by {_day(by)}, {when}."


def _tell(one: Interview, outcome: Outcome = Outcome.PASSED) -> str:
    return f"flash interview outcome {quote(plain(one.company))} {outcome}"


def _note_offer(one: Interview) -> str:
    return f"flash interview offer {quote(plain(one.company))}"


def _leads_on(said: str, command: str) -> Iterator[str]:
    """A sentence and the command it leads to, whole, on a line of its own where it must be."""
    both = f"{said} {_NEXT}{command}"
    yield from (both,) if cells(both) <= _WIDTH else (said, f"  {_NEXT}{command}")


def _cooldown(interview: Interview) -> str:
    begins, ends = interview.reapply_from, interview.reapply_to
    return (
        f"Apply to {one_line(interview.company, _NAME_WIDTH)} again after its cooldown of 6 to 12"
        f" months: from {begins:%d %B %Y}, at the latest from {ends:%d %B %Y}."
    )


def _name(interview: Interview) -> str:
    return one_line(f"{interview.company} ({interview.round})", _WIDTH // 2)


def _day(day: date) -> str:
    return f"{day:%a %d %B %Y}"


def _in(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {counted(days, 'day')}")


def _left(days: int) -> str:
    return "today" if days == 0 else counted(days, "day")
