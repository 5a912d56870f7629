"""How the learner has done, in one screen."""

from datetime import timedelta
from typing import Final

import click

from flashcards.core.statistics.distributions import Cards
from flashcards.core.statistics.limits import KeptLimits
from flashcards.core.statistics.retention import PERIODS
from flashcards.services.statistics.stats import Stats
from flashcards.views.bars import sparkline
from flashcards.views.statistics.heat_map import heat_map_lines
from flashcards.views.statistics.stats import percent
from flashcards.views.table import Column, show_table
from flashcards.views.text import counted, one_line

_DAYS: Final = 30
_AREA_WIDTH: Final = 20
_NAMES: Final = {"week": "7 days", "month": "30 days", "year": "365 days"}
_TOTALS: Final = ("today", "week", "month", "all")


def show_summary(figures: Stats) -> None:
    """Today, the streak, retention, the last 30 days, the year, and the cards."""
    click.echo(_today(figures))
    click.echo(f"{_streak(figures)}\n")
    show_retention(figures)
    click.echo(f"\n{_month(figures)}")
    click.echo("\n".join(heat_map_lines(figures.heat_map)))
    click.echo(f"{_limit(figures)}\n{cards_line(figures.cards)}")
    click.echo("More: `flash stats all`, or a section that `flash stats --help` names.")


def period_name(period: str) -> str:
    """A period as it is read."""
    return _NAMES.get(period, period)


def show_retention(figures: Stats) -> None:
    """True retention and the work it took, a column a period."""
    shares = {(row.cards, row.period): percent(row.true_retention) for row in figures.retention}
    rows: list[tuple[str, dict[str, str]]] = [
        (cards, {period: shares[cards, period] for period in PERIODS})
        for cards in ("young", "mature", "all")
    ]
    totals = {row.period: row for row in figures.periods}
    rows.append(("reviews", {name: f"{totals[name].reviews:,}" for name in _TOTALS}))
    rows.append(("minutes", {name: f"{totals[name].minutes:,.0f}" for name in _TOTALS}))
    show_table([Column("true retention", lambda row: row[0], 14), *map(_column, PERIODS)], rows)


def kept_line(row: KeptLimits) -> str:
    """`26 of 30 theory questions within 2 minutes`."""
    area = one_line(row.area, _AREA_WIDTH)
    questions = f"{row.kept:,} of {counted(row.questions, f'{area} question')}"
    minutes, seconds = divmod(row.limit_s, 60)
    within = counted(row.limit_s, "second") if seconds else counted(minutes, "minute")
    return f"{questions} within {within}"


def cards_line(cards: Cards) -> str:
    """How many cards there are, and how many of them are known."""
    states = cards.states
    parts = {
        "new": states.new,
        "in learning": states.learning,
        "young": states.young,
        "mature": states.mature,
        "suspended": states.suspended,
    }
    said = ", ".join(f"{count:,} {name}" for name, count in parts.items() if count)
    total = counted(sum(parts.values()), "card")
    known = f"; about {cards.known:,} known" if cards.known else ""
    return f"{total}: {said}{known}." if said else f"{total}."


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
    learned = f", {counted(day.learned, 'card')} learned" if day.learned else ""
    took = f" in {day.minutes:,g} min" if day.minutes else ""
    return f"{date}: {answers}{took}{learned}."


def _streak(figures: Stats) -> str:
    runs = figures.streak
    if not runs.days_studied:
        return "No streak yet."
    share = runs.days_studied / runs.of_days
    days = f"studied on {runs.days_studied:,} of {counted(runs.of_days, 'day')} ({share:.0%})"
    return f"Streak: {counted(runs.current, 'day')}, longest {runs.longest:,}; {days}."


def _month(figures: Stats) -> str:
    by_day = {row.on: row.reviews + row.crammed for row in figures.days}
    begin = figures.study_day - timedelta(days=_DAYS - 1)
    answers = [by_day.get(begin + timedelta(days=number), 0) for number in range(_DAYS)]
    said = f"{counted(sum(answers), 'answer')}, {sum(answers) / _DAYS:,.1f} a day"
    return f"Last {_DAYS} days |{sparkline(answers)}| {said}"
