"""What was answered: retention, days, grades, times, decks."""

from datetime import timedelta
from typing import Any, Final

import click

from flashcards.core.statistics.answer_figures import Grades
from flashcards.core.statistics.retention import PERIODS
from flashcards.services.statistics.stats import Stats
from flashcards.views.bars import columns
from flashcards.views.statistics.stats import percent
from flashcards.views.statistics.summary import kept_line, period_name
from flashcards.views.table import Column, line_width, show_table
from flashcards.views.text import counted

_DAYS: Final = 30
_HEIGHT: Final = 6
_AGES: Final = ("young", "mature", "all")


def show_retention_table(figures: Stats) -> None:
    """Each period's share for young, mature and all cards, and of how many answers."""
    click.echo("True retention: the share of answers to cards in review that were not Again;")
    click.echo("young cards had an interval below 21 days.\n")
    found = {(row.period, row.cards): row for row in figures.retention}
    rows = [(period, *(found[period, age] for age in _AGES)) for period in PERIODS]
    shown = [Column("period", lambda row: period_name(row[0]), 9)]
    for number, age in enumerate(_AGES, start=1):
        shown += _pair(age, number)
    show_table(shown, rows)


def _pair(age: str, number: int) -> list[Column]:
    def of(row: Any) -> str:  # noqa: ANN401 - a table's row
        return f"{row[number].passed + row[number].failed:,}"

    share = Column(age, lambda row: percent(row[number].true_retention), 8, right=True)
    return [share, Column("of", of, 8, right=True)]


def show_days(figures: Stats) -> None:
    """The last 30 study days, as a picture and as figures."""
    begin = figures.study_day - timedelta(days=_DAYS - 1)
    days = [begin + timedelta(days=number) for number in range(_DAYS)]
    by_day = {row.on: row for row in figures.days}
    answers = [by_day[day].reviews + by_day[day].crammed if day in by_day else 0 for day in days]
    labels = [f"{day.day}" for day in days]
    click.echo(f"Answers a day, last {_DAYS} days:")
    click.echo("\n".join(columns(answers, labels, _HEIGHT, line_width())) + "\n")
    show_table(_DAY_COLUMNS, [by_day[day] for day in days if day in by_day])


_DAY_COLUMNS: Final = (
    Column("day", lambda row: f"{row.on:%a} {row.on}", 14),
    Column("reviews", lambda row: f"{row.reviews:,}", 8, right=True),
    Column("crammed", lambda row: f"{row.crammed:,}", 8, right=True),
    Column("learned", lambda row: f"{row.learned:,}", 8, right=True),
    Column("minutes", lambda row: f"{row.minutes:,.1f}", 8, right=True),
    Column("retention", lambda row: percent(row.true_retention), 9, right=True),
)


def show_answers(figures: Stats) -> None:
    """How often each grade was given, and its share."""
    show_table(_GRADE_COLUMNS, figures.answers)


def _grade(name: str) -> Column:
    def cell(row: Grades) -> str:
        count = int(getattr(row, name))
        return f"{count:,} {count / row.answers:4.0%}" if count else percent(None)

    return Column(name, cell, 12, right=True)


_GRADE_COLUMNS: Final = (
    Column("cards", lambda row: row.cards, 8),
    *map(_grade, ("again", "hard", "good", "easy")),
    Column("correct", lambda row: percent(row.correct), 7, right=True),
)


def show_times(figures: Stats) -> None:
    """Thinking time of all answers, and deck by deck."""
    show_table(_TIME_COLUMNS, figures.times)


def _seconds(value: float | None) -> str:
    return percent(None) if value is None else f"{value:,.1f}s"


_TIME_COLUMNS: Final = (
    Column("answers", lambda row: f"{row.answers:,}", 8, right=True),
    Column("minutes", lambda row: f"{row.minutes:,.1f}", 9, right=True),
    Column("mean", lambda row: _seconds(row.mean_s), 7, right=True),
    Column("median", lambda row: _seconds(row.median_s), 7, right=True),
    Column("a card", lambda row: _seconds(row.card_s), 9, right=True),
    Column("deck", lambda row: row.deck or "(all)"),
)


def show_limits(figures: Stats) -> None:
    """Each area's questions that were answered in time, by the time they have."""
    if not figures.limits:
        click.echo("No question with a limit has been answered by the clock yet.")
    for row in figures.limits:
        answers = f"{row.answers_kept:,} of {counted(row.answers, 'answer')}"
        click.echo(f"{kept_line(row)}; {answers} in time.")


def show_decks(figures: Stats) -> None:
    """Each deck's reviews and true retention, of all time and of the last 30 days."""
    month = {row.deck: row.true_retention for row in figures.decks if row.period == "month"}
    every = [row for row in figures.decks if row.period == "all"]
    show_table(_DECK_COLUMNS, [(row, month.get(row.deck)) for row in every])


_DECK_COLUMNS: Final = (
    Column("reviews", lambda row: f"{row[0].reviews:,}", 8, right=True),
    Column("cards", lambda row: f"{row[0].cards:,}", 7, right=True),
    Column("minutes", lambda row: f"{row[0].minutes:,.1f}", 9, right=True),
    Column("retention", lambda row: percent(row[0].true_retention), 9, right=True),
    Column("30 days", lambda row: percent(row[1]), 7, right=True),
    Column("deck", lambda row: row[0].deck),
)
