"""One card with its history."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from flashcards.core.study_day import Moment
from flashcards.services.decks.rows import CardRow
from flashcards.services.decks.show import ShownCard
from flashcards.views.decks.cards import cards_view, state
from flashcards.views.study.points import left_out_lines, said_of
from flashcards.views.table import Column, table_lines
from flashcards.views.text import clock_time, counted, duration, one_line, plain, until
from flashcards.views.view import View, fields_of

_HISTORY: Final = (
    Column("grade", lambda row: row.score or row.rating, 5, right=True),
    Column("took", lambda row: _took(row.duration_ms), 5, right=True),
    Column("stability", lambda row: row.stability and f"{row.stability:.1f}d", 9, right=True),
    Column("due", lambda row: row.due_on, 10),
    Column("", lambda row: "undone" if row.undone else row.source),
)
"""Columns of a card's history after the time."""
_SAID: Final = Column("points", said_of, 11)
"""Behind the time it took, where any were ticked."""


def card_view(shown: ShownCard, moment: Moment, today: date, width: int) -> View:
    """The card and its answers as text, its row with its history as JSON, its row as a table."""
    cards = cards_view([shown.row], moment, today, width)
    document = fields_of(shown.row) | {"history": shown.history}
    return View(_lines(shown, moment, today, width), cards.rows, document, table=cards.lines)


def shown_view(found: Sequence[ShownCard], moment: Moment, today: date, width: int) -> View:
    """One card as it is shown, or all cards of a place: texts, documents, rows."""
    views = [card_view(one, moment, today, width) for one in found]
    if len(views) == 1:
        return views[0]
    rows = cards_view([one.row for one in found], moment, today, width)
    lines = [line for view in views for line in (*view.lines, "")]
    return View(lines, rows.rows, [view.document for view in views], table=rows.lines)


def _lines(shown: ShownCard, moment: Moment, today: date, width: int) -> Iterator[str]:
    row = shown.row
    place = "orphan" if row.orphan else f"{row.file}:{row.line}"
    yield one_line(f"{row.id} · {row.deck} · {place}")
    yield from standing_lines(row, moment, today)
    yield from ("", plain(row.front), "")
    if shown.answer:
        yield from (plain(shown.answer), "")
    if shown.history:
        answered = Column("answered", lambda answer: clock_time(answer.at, moment.zone), 16)
        said = [_SAID] if any(map(said_of, shown.history)) else []
        columns = (answered, *_HISTORY[:2], *said, *_HISTORY[2:])
        yield from table_lines(columns, shown.history, width)
    if shown.left_out is not None:
        yield ""
        yield from left_out_lines(shown.left_out, shown.points, width)


def standing_lines(row: CardRow, moment: Moment, today: date) -> list[str]:
    """How a card stands: its state, when it is due, how well it is remembered."""
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
