"""The cycle of interviews: a table, what they want today, and rows for programs."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
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
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, filled
from flashcards.views.view import Rows, View


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


def _cycle(cycle: Cycle, rows: Sequence[InterviewRow], width: int) -> Iterator[str]:
    if not rows:
        none = "No interview yet. Note one: flash interview add Acme onsite 2027-01-15"
        yield from filled(none, width)
        return
    yield _headline(cycle)
    yield ""
    yield from table_lines(_COLUMNS, rows, width)
    said = [*_reminders(cycle.reminders, cycle.today, width), *cycle.advice]
    yield from laid(["", *said] if said else (), width, HANG)


def _reminders(reminders: tuple[Reminder, ...], today: date, width: int) -> Iterator[str]:
    """What the interviews want today, a line each, with what to ask them."""
    for reminder in reminders:
        yield from _reminded(reminder, today, width)
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


def _standing(row: InterviewRow) -> str:
    """The outcome where there is one, else what the company is for."""
    return row.outcome or ("" if row.rank == Rank.ORDINARY else row.rank)


_COLUMNS: Final = (
    Column("Day", lambda row: f"{row.on:%a %d %b %Y}", 15),
    Column("In", lambda row: "" if row.days_left < 0 else _left(row.days_left), 8),
    Column("Rest", lambda row: "" if row.rest_on is None else f"{row.rest_on:%a %d}", 6),
    Column("Company", lambda row: row.company, 16, is_name=True),
    Column("Round", lambda row: row.round),
    Column("", _standing, 9),
)


def _headline(cycle: Cycle) -> str:
    to_come = ahead(cycle.interviews, cycle.today)
    if not to_come:
        return f"No interview ahead, {len(cycle.interviews):,} behind you."
    following = "" if len(to_come) == 1 else ", the next one"
    days = (to_come[0].on - cycle.today).days
    return f"{counted(len(to_come), 'interview')} ahead{following} {in_days(days)}."


def _reminded(reminder: Reminder, today: date, width: int) -> Iterator[str]:
    one = reminder.interview
    company, name = company_name(one), round_name(one)
    match reminder.wants:
        case Wants.INTERVIEW:
            yield f"Today: {name}. Good luck."
        case Wants.REST:
            yield f"Rest today: {name} is tomorrow."
        case Wants.OUTCOME:
            yield from leading_lines(f"How did {name} go: {OUTCOMES}?", outcome_command(one), width)
        case Wants.ANSWER_DATE:
            said = f"{company} made an offer: by which day do they want an answer?"
            yield from leading_lines(said, offer_command(one), width)
        case Wants.ANSWER:
            yield from _answer(one, reminder.on, today, width)
        case _:
            yield cooldown_line(one)


def _answer(one: Interview, by: date, today: date, width: int) -> Iterator[str]:
    """How long an offer still waits, or that it does no more."""
    company = company_name(one)
    if by < today:
        said = f"{company} wanted an answer by {long_day(by)}: accepted or declined?"
        yield from leading_lines(said, outcome_command(one, Outcome.ACCEPTED), width)
        return
    left = business_days_until(today, by)
    when = "today" if by == today else f"in {counted(left, 'business day')}"
    yield f"Answer the offer of {company} by {long_day(by)}, {when}."


def _left(days: int) -> str:
    return "today" if days == 0 else counted(days, "day")
