"""Breaks: planned, listed, taken back."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from flashcards.core.scheduling.breaks import Break
from flashcards.services.study.break_ import BreakMade, BreakRow
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted
from flashcards.views.view import Rows, View

_BREAKS: Final = (
    Column("first day", lambda row: row.begins_on, 10),
    Column("last day", lambda row: row.ends_on, 10),
    Column("days", lambda row: row.days, 4, right=True),
)


def breaks_view(found: Sequence[BreakRow], today: date, width: int) -> View:
    """The breaks; in a table those that are over are left out."""
    return View(_lines(found, today, width), Rows(BreakRow, found), found)


def break_view(made: BreakMade) -> View:
    """The break that was set, and where the cards went that were due in it."""
    line = f"A break from {made.begins_on} to {made.ends_on}: {_around(made)}."
    return View([line], Rows(BreakMade, [made]), made)


def removed_line(cards: int, absence: Break) -> str:
    """That the break is gone, and how many cards are where they were."""
    back = f"; {counted(cards, 'card')} moved back" if cards else ""
    return f"The break from {absence.begins_on} to {absence.ends_on} is removed{back}."


def _lines(found: Sequence[BreakRow], today: date, width: int) -> Iterator[str]:
    ahead = [row for row in found if row.ends_on >= today]
    if ahead:
        yield from table_lines(_BREAKS, ahead, width)
    else:
        yield "No break is planned: flash break 2026-12-24..2027-01-02 plans one."


def _around(made: BreakMade) -> str:
    if not made.before + made.after:
        return "no card was due in it"
    before, after = counted(made.before, "card"), f"{made.after:,}"
    return f"{before} moved to days before it, {after} after"
