"""Rows of cards."""

from collections.abc import Iterable
from datetime import date

from flashcards.cli.terminal.output import standard_output
from flashcards.core.study_day import Moment
from flashcards.formats.rows import write_csv, write_json_rows
from flashcards.services.decks.rows import CardRow
from flashcards.views.table import Column, show_table
from flashcards.views.text import until

_ID_DIGITS = 8


def show_cards(rows: Iterable[CardRow], shape: str | None, moment: Moment, today: date) -> None:
    """Cards as JSON, CSV or, unless another shape is asked for, a table."""
    if shape == "json":
        write_json_rows(rows, standard_output())
    elif shape == "csv":
        write_csv(CardRow, rows, standard_output())
    else:
        show_table(_columns(moment, today), rows)


def _columns(moment: Moment, today: date) -> tuple[Column, ...]:
    return (
        Column("id", lambda row: row.id[:_ID_DIGITS], _ID_DIGITS),
        Column("state", state, 10),
        Column("due", lambda row: until(row.due_on, row.due_at, moment.now, today), 8),
        Column("deck", lambda row: row.deck, 18),
        Column("question", lambda row: row.front),
    )


def state(row: CardRow) -> str:
    """The card's state in a word: what keeps it from being asked comes first."""
    if row.suspended:
        return "suspended"
    return "buried" if row.buried else row.state.value
