"""Each deck's reviews and true retention, of all time and of the last 30 days."""

from collections.abc import Iterator
from typing import Final

from flashcards.services.statistics.stats import Stats, StatsRow
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import percent

_COLUMNS: Final = (
    Column("reviews", lambda row: f"{row[0].reviews:,}", 8, right=True),
    Column("cards", lambda row: f"{row[0].cards:,}", 7, right=True),
    Column("minutes", lambda row: f"{row[0].minutes:,.1f}", 9, right=True),
    Column("retention", lambda row: percent(row[0].true_retention), 9, right=True),
    Column("30 days", lambda row: percent(row[1]), 7, right=True),
    Column("deck", lambda row: row[0].deck),
)


def _lines(figures: Stats, width: int) -> Iterator[str]:
    month = {row.deck: row.true_retention for row in figures.decks if row.period == "month"}
    every = [row for row in figures.decks if row.period == "all"]
    return table_lines(_COLUMNS, [(row, month.get(row.deck)) for row in every], width)


DECKS: Final = StatsSection(_lines, StatsRow, lambda figures: figures.decks)
