"""Thinking time of all answers, and deck by deck."""

from typing import Final

from flashcards.core.statistics.answer_figures import Times
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import percent


def _seconds(value: float | None) -> str:
    return percent(None) if value is None else f"{value:,.1f}s"


_COLUMNS: Final = (
    Column("answers", lambda row: f"{row.answers:,}", 8, right=True),
    Column("minutes", lambda row: f"{row.minutes:,.1f}", 9, right=True),
    Column("mean", lambda row: _seconds(row.mean_s), 7, right=True),
    Column("median", lambda row: _seconds(row.median_s), 7, right=True),
    Column("a card", lambda row: _seconds(row.card_s), 9, right=True),
    Column("deck", lambda row: row.deck or "(all)"),
)
TIMES: Final = StatsSection(
    lambda figures, width: table_lines(_COLUMNS, figures.times, width),
    Times,
    lambda figures: figures.times,
)
