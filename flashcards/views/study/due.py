"""What is due."""

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.core.decks.query import Query
from flashcards.core.study_day import Moment
from flashcards.formats.rows import write_json
from flashcards.services.collection import Collection
from flashcards.services.study.due import DayDue, Due
from flashcards.views.table import Column, show_table
from flashcards.views.text import counted, one_line, until

_DECKS = (
    Column("due", lambda deck: deck.due, 5, right=True),
    Column("new", lambda deck: deck.new, 5, right=True),
    Column("cards", lambda deck: deck.total, 6, right=True),
    Column("deck", lambda deck: deck.deck),
)
_WIDTH = 80
DUE_CARDS = Query(("is:due",))
"""The cards of `due`'s rows."""


def show_due(collection: Collection, moment: Moment, day: Due, shape: str | None) -> None:
    """The day as a screen or JSON; its due cards as CSV or a table."""
    if shape is None:
        show_day(day, moment)
        click.echo()
        show_table(_DECKS, day.decks)
        click.echo(f"\n{_forecast(day.forecast)}")
    elif shape == "json":
        write_json(day, standard_output())
    else:
        _show_due_cards(collection, moment, day, shape)


def _show_due_cards(collection: Collection, moment: Moment, day: Due, shape: str) -> None:
    from flashcards.services.decks.list import card_rows
    from flashcards.views.decks.cards import show_cards

    rows = card_rows(collection, moment, DUE_CARDS)
    show_cards(rows, shape, moment, day.study_day)


def show_day(day: Due, moment: Moment) -> None:
    """The day in one or two sentences."""
    for ahead in day.dates:
        work = f"{counted(ahead.reviews, 'review')} and {ahead.new:,} new for it today"
        if not ahead.reviews and not ahead.new:
            work = "nothing for it today"
        about = ", ".join((*ahead.decks, *ahead.areas, *ahead.tags)) or "all cards"
        line = f"{ahead.on:%d %B %Y} ({about}), in {counted(ahead.days_left, 'day')}: {work}."
        click.echo(one_line(line, _WIDTH))
    if day.ready:
        click.echo(f"{', '.join(_work(day))}: about {counted(day.minutes, 'minute')}.")
        return
    if day.due:
        due = f"{day.due:,} due {'card waits' if day.due == 1 else 'cards wait'}"
        click.echo(f"Nothing more today: {due} for the day's limits or a date.")
        return
    click.echo("Nothing is due.")
    if day.next_due_at is not None:
        again = until(None, day.next_due_at, moment.now, day.study_day)
        click.echo(f"The next card comes {again}.")


def _work(day: Due) -> list[str]:
    """What there is to do, in the order in which it is asked; what there is none of is left out."""
    parts = []
    if day.learning:
        parts.append(f"{day.learning:,} in learning steps")
    if day.reviews != day.due:
        parts.append(f"{counted(day.reviews, 'review')} ({day.due:,} due)")
    elif day.due:
        overdue = f" ({day.overdue:,} overdue)" if day.overdue else ""
        parts.append(f"{counted(day.due, 'card')} due{overdue}")
    if day.new_allowed:
        parts.append(f"{counted(day.new_allowed, 'new card')}")
    return parts


def _forecast(days: tuple[DayDue, ...]) -> str:
    return "Next days: " + "  ".join(f"{day.on:%a} {day.due:,}" for day in days)
