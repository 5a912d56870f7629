"""Rows of cards."""

from collections.abc import Iterable
from datetime import date

from flashcards.core.card import Kind
from flashcards.core.study_day import Moment
from flashcards.services.decks.rows import CardRow
from flashcards.views.table import Column, table_lines
from flashcards.views.text import until
from flashcards.views.view import Rows, View

_ID_DIGITS = 8
_NEAR, _BEFORE = 20, 10
"""Characters of a question that are seen anyway, and that stand before a gap farther on."""


def cards_view(rows: Iterable[CardRow], moment: Moment, today: date, width: int) -> View:
    """A row a card."""
    return View(table_lines(_columns(moment, today), rows, width), Rows(CardRow, rows))


def _columns(moment: Moment, today: date) -> tuple[Column, ...]:
    return (
        Column("id", _short_id, _ID_DIGITS),
        Column("state", state, 10),
        Column("due", lambda row: until(row.due_on, row.due_at, moment.now, today), 8),
        Column("deck", lambda row: row.deck, 18),
        Column("question", _question),
    )


def _short_id(row: CardRow) -> str:
    """The beginning of an id; of a sibling that is named by hand also the end."""
    name, joint, number = row.id.rpartition(".")
    if len(row.id) <= _ID_DIGITS or not (joint and number.isdecimal()):
        return row.id[:_ID_DIGITS]
    return f"{name[: _ID_DIGITS - len(number) - 1]}…{number}"


def _question(row: CardRow) -> str:
    """The question; of a cloze from shortly before its gap, where that is far from the beginning.

    The gap is where the answer begins to differ.
    """
    letters = enumerate(zip(row.front, row.back, strict=False))
    gap = next((place for place, (asked, told) in letters if asked != told), 0)
    if row.kind is not Kind.CLOZE or gap <= _NEAR:
        return row.front
    return f"…{row.front[gap - _BEFORE :].lstrip()}"


def state(row: CardRow) -> str:
    """The card's state in a word: what keeps it from being asked comes first."""
    if row.suspended:
        return "suspended"
    return "buried" if row.buried else row.state.value
