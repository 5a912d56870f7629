"""The last 30 study days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flashcards.services.statistics.stats import DayRow, Stats
from flashcards.views.bars import columns
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import percent

_DAYS: Final = 30
_HEIGHT: Final = 6
_COLUMNS: Final = (
    Column("day", lambda row: f"{row.on:%a} {row.on}", 14),
    Column("reviews", lambda row: f"{row.reviews:,}", 8, right=True),
    Column("crammed", lambda row: f"{row.crammed:,}", 8, right=True),
    Column("new", lambda row: f"{row.learned:,}", 8, right=True),
    Column("minutes", lambda row: f"{row.minutes:,.1f}", 8, right=True),
    Column("retention", lambda row: percent(row.true_retention), 9, right=True),
)


def _lines(figures: Stats, width: int) -> Iterator[str]:
    """The days as a picture and as figures."""
    begin = figures.study_day - timedelta(days=_DAYS - 1)
    days = [begin + timedelta(days=number) for number in range(_DAYS)]
    by_day = {row.on: row for row in figures.days}
    answers = [by_day[day].reviews + by_day[day].crammed if day in by_day else 0 for day in days]
    labels = [f"{day.day}" for day in days]
    yield f"Answers a day, last {_DAYS} days:"
    yield from columns(answers, labels, _HEIGHT, width)
    yield ""
    yield from table_lines(_COLUMNS, [by_day[day] for day in days if day in by_day], width)


DAYS: Final = StatsSection(_lines, DayRow, lambda figures: figures.days)
