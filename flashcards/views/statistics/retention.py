"""True retention, period by period."""

from collections.abc import Iterator
from typing import Any, Final

from flashcards.core.statistics.retention import PERIODS, Retention
from flashcards.services.statistics.stats import Stats
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import percent

_AGES: Final = ("young", "mature", "all")
_NAMES: Final = {"week": "7 days", "month": "30 days", "year": "365 days"}


def period_name(period: str) -> str:
    """A period as it is read."""
    return _NAMES.get(period, period)


def _lines(figures: Stats, width: int) -> Iterator[str]:
    """Each period's share for young, mature and all cards, and of how many answers."""
    yield "True retention: the share of answers to cards in review that were not Again;"
    yield "young cards had an interval below 21 days."
    yield ""
    found = {(row.period, row.cards): row for row in figures.retention}
    rows = [(period, *(found[period, age] for age in _AGES)) for period in PERIODS]
    shown = [Column("period", lambda row: period_name(row[0]), 9)]
    for number, age in enumerate(_AGES, start=1):
        shown += _pair(age, number)
    yield from table_lines(shown, rows, width)


def _pair(age: str, number: int) -> list[Column]:
    def of(row: Any) -> str:  # noqa: ANN401 - a table's row
        answers = row[number].passed + row[number].failed
        return f"{answers:,}" if answers else ""

    share = Column(age, lambda row: percent(row[number].true_retention), 8, right=True)
    return [share, Column("of", of, 8, right=True)]


RETENTION: Final = StatsSection(_lines, Retention, lambda figures: figures.retention)
