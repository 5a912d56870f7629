"""What postponing and breaks came to."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.core.scheduling.breaks import Absence
from flashcards.formats.rows import write_csv, write_json
from flashcards.services.study.break_ import BreakMade, BreakRow
from flashcards.services.study.postpone import Postponed, PostponedDay
from flashcards.views.table import Column, show_table
from flashcards.views.text import counted

_DAYS: Final = (
    Column("day", lambda row: f"{row.on:%a} {row.on}", 14),
    Column("postponed", lambda row: f"{row.cards:,}", 9, right=True),
    Column("due then", lambda row: f"{row.due:,}", 8, right=True),
)
_BREAKS: Final = (
    Column("first day", lambda row: row.begins_on, 10),
    Column("last day", lambda row: row.ends_on, 10),
    Column("days", lambda row: row.days, 4, right=True),
)


def show_postponed(done: Postponed, shape: str | None) -> None:
    """One JSON object, a row of CSV a day, or a table with a sentence."""
    if shape == "json":
        write_json(done, standard_output())
    elif shape == "csv":
        write_csv(PostponedDay, done.days, standard_output())
    elif not done.moved:
        click.echo(_nothing(done))
    else:
        show_table(_DAYS, done.days)
        click.echo(f"\n{_postponed(done)}")


def show_breaks(found: Sequence[BreakRow], today: date, shape: str | None) -> None:
    """The breaks; in a table those that are over are left out."""
    if shape == "json":
        write_json(found, standard_output())
        return
    if shape == "csv":
        write_csv(BreakRow, found, standard_output())
        return
    ahead = [row for row in found if row.ends_on >= today]
    if ahead:
        show_table(_BREAKS, ahead)
    else:
        click.echo("No break is planned: flash break 2026-12-24..2027-01-02 plans one.")


def show_break(made: BreakMade, shape: str | None) -> None:
    """One JSON object, a row of CSV, or a sentence."""
    if shape == "json":
        write_json(made, standard_output())
    elif shape == "csv":
        write_csv(BreakMade, [made], standard_output())
    else:
        click.echo(f"A break from {made.begins_on} to {made.ends_on}: {_around(made)}.")


def show_removed(cards: int, absence: Absence) -> None:
    """That the break is gone, and how many cards are where they were."""
    back = f"; {counted(cards, 'card')} moved back" if cards else ""
    click.echo(f"The break from {absence.begins_on} to {absence.ends_on} is removed{back}.")


def _nothing(done: Postponed) -> str:
    if not done.due:
        return "Nothing is due, so there is nothing to postpone."
    return f"Nothing to postpone: today takes what is due ({counted(done.due, 'card')})."


def _postponed(done: Postponed) -> str:
    moved, stay = counted(done.moved, "card"), f"{done.stay:,} stay today"
    if done.dry_run:
        return f"{moved} would be postponed, at most {done.per_day:,} a day; {stay}."
    return f"{moved} postponed, at most {done.per_day:,} a day; {stay}; `flash undo` takes it back."


def _around(made: BreakMade) -> str:
    if not made.before + made.after:
        return "no card was due in it"
    before, after = counted(made.before, "card"), f"{made.after:,}"
    return f"{before} moved to days before it, {after} after"
