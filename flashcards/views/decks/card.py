"""One card with its history."""

from datetime import date

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.core.study_day import Moment
from flashcards.formats.rows import json_value, write_json
from flashcards.services.decks.rows import CardRow
from flashcards.services.decks.show import ShownCard
from flashcards.views.decks.cards import show_cards, state
from flashcards.views.table import Column, show_table
from flashcards.views.text import counted, duration, one_line, plain, until

HISTORY = (
    Column("answered", lambda row: f"{row.at:%Y-%m-%d %H:%M}", 16),
    Column("grade", lambda row: row.score or row.rating, 5, right=True),
    Column("took", lambda row: _took(row.duration_ms), 5, right=True),
    Column("stability", lambda row: row.stability and f"{row.stability:.1f}d", 9, right=True),
    Column("due", lambda row: row.due_on, 10),
    Column("", lambda row: "undone" if row.undone else row.source),
)
"""Columns of a card's history; times are UTC."""


def show_card(shown: ShownCard, shape: str | None, moment: Moment, today: date) -> None:
    """The card and its answers as text, its row and history as JSON, its row as CSV or a table."""
    if shape == "json":
        write_json({**json_value(shown.row), "history": shown.history}, standard_output())
    elif shape is None:
        _show_text(shown, moment, today)
    else:
        show_cards([shown.row], shape, moment, today)


def _show_text(shown: ShownCard, moment: Moment, today: date) -> None:
    row = shown.row
    place = "orphan" if row.orphan else f"{row.file}:{row.line}"
    click.echo(one_line(f"{row.id} · {row.deck} · {place}"))
    click.echo("\n".join(_standing(row, moment, today)))
    click.echo(f"\n{plain(row.front)}\n")
    if row.back:
        click.echo(f"{plain(row.back)}\n")
    if shown.history:
        show_table(HISTORY, shown.history)


def _standing(row: CardRow, moment: Moment, today: date) -> list[str]:
    if row.stability is None or row.retrievability is None:
        return [state(row)]
    again = until(row.due_on, row.due_at, moment.now, today)
    memory = f"stability {row.stability:.1f} days · difficulty {row.difficulty:.1f} of 10"
    answers = f"{counted(row.reps, 'answer')} · {counted(row.lapses, 'lapse')}"
    return [
        f"{state(row)} · due {again} · recall {row.retrievability:.0%}",
        f"{memory} · {answers}",
    ]


def _took(duration_ms: int | None) -> str:
    return "" if duration_ms is None else duration(duration_ms / 1000)
