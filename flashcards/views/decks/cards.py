"""Rows of cards."""

from collections.abc import Iterable
from datetime import date

from flashcards.core.study_day import Moment
from flashcards.services.decks.rows import CardRow
from flashcards.views.table import Column, table_lines
from flashcards.views.text import until
from flashcards.views.view import Rows, View

_ID_DIGITS = 8


def cards_view(rows: Iterable[CardRow], moment: Moment, today: date, width: int) -> View:
    """A row a card."""
    return View(table_lines(_columns(moment, today), rows, width), Rows(CardRow, rows))


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
