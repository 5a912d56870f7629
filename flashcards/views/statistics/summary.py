"""How the learner has done, in one screen."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from flashcards.core.cells import cells
from flashcards.core.statistics.retention import PERIODS
from flashcards.services.statistics.stats import Stats, StatsRow
from flashcards.views.bars import sparkline
from flashcards.views.statistics.cards import cards_line
from flashcards.views.statistics.heat_map import heat_map_lines
from flashcards.views.statistics.limits import kept_line
from flashcards.views.statistics.retention import period_name
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, percent

_DAYS: Final = 30
_TOTALS: Final = ("today", "week", "month", "all")


def _lines(figures: Stats, width: int) -> Iterator[str]:
    """Today, the streak, retention, the last 30 days, the year, and the cards."""
    yield _today(figures)
    yield _streak(figures)
    yield ""
    yield from _retention(figures, width)
    yield ""
    yield from _month(figures, width)
    yield from heat_map_lines(figures.heat_map, width)
    yield _limit(figures)
    yield cards_line(figures.cards)
    yield "More: `flash stats all`, or a section that `flash stats --help` names."


def _retention(figures: Stats, width: int) -> Iterator[str]:
    """True retention and the work it took, a column a period."""
    shares = {(row.cards, row.period): percent(row.true_retention) for row in figures.retention}
    rows: list[tuple[str, dict[str, str]]] = [
        (cards, {period: shares[cards, period] for period in PERIODS})
        for cards in ("young", "mature", "all")
    ]
    totals = {row.period: row for row in figures.periods}
    rows.append(("reviews", {name: f"{totals[name].reviews:,}" for name in _TOTALS}))
    rows.append(("minutes", {name: f"{totals[name].minutes:,.0f}" for name in _TOTALS}))
    columns = [Column("true retention", lambda row: row[0], 14), *map(_column, PERIODS)]
    return table_lines(columns, rows, width)


def _limit(figures: Stats) -> str:
    """How the limit that most questions have was kept; nothing where none has one."""
    most = max(figures.limits, key=lambda row: row.questions, default=None)
    return "" if most is None else f"{kept_line(most)}."


def _column(period: str) -> Column:
    return Column(period_name(period), lambda row: row[1].get(period, ""), 9, right=True)


def _today(figures: Stats) -> str:
    day = next((row for row in figures.days if row.on == figures.study_day), None)
    date = f"{figures.study_day:%a} {figures.study_day}"
    if day is None:
        return f"{date}: nothing answered yet."
    answers = counted(day.reviews + day.crammed, "answer")
    learned = f", {counted(day.learned, 'new card')}" if day.learned else ""
    took = f" in {day.minutes:,g} min" if day.minutes else ""
    return f"{date}: {answers}{took}{learned}."


def _streak(figures: Stats) -> str:
    runs = figures.streak
    if not runs.days_studied:
        return "No streak yet."
    share = runs.days_studied / runs.of_days
    days = f"studied on {runs.days_studied:,} of {counted(runs.of_days, 'day')} ({share:.0%})"
    return f"Streak: {counted(runs.current, 'day')}, longest {runs.longest:,}; {days}."


def _month(figures: Stats, width: int) -> Iterator[str]:
    by_day = {row.on: row.reviews + row.crammed for row in figures.days}
    begin = figures.study_day - timedelta(days=_DAYS - 1)
    answers = [by_day.get(begin + timedelta(days=number), 0) for number in range(_DAYS)]
    said = f"{counted(sum(answers), 'answer')}, {sum(answers) / _DAYS:,.1f} a day"
    line = f"Last {_DAYS} days |{sparkline(answers)}| {said}"
    if cells(line) <= width:
        yield line
    else:
        yield f"Last {_DAYS} days: {said}"
        yield f"|{sparkline(answers)}|"


SUMMARY: Final = StatsSection(_lines, StatsRow, lambda figures: figures.rows)
