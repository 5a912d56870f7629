"""Which sections there are: how each is shown, and its rows in CSV."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final

import click

from flashcards.core.statistics.answer_figures import Grades, Times
from flashcards.core.statistics.limits import KeptLimits
from flashcards.core.statistics.retention import Retention
from flashcards.services.statistics.stats import DayRow, HardCard, Stats, StatsRow
from flashcards.views.statistics.memory import show_calibration, show_cards, show_hardest
from flashcards.views.statistics.summary import show_summary
from flashcards.views.statistics.work import (
    show_answers,
    show_days,
    show_decks,
    show_limits,
    show_retention_table,
    show_times,
)


@dataclass(frozen=True, slots=True)
class BinRow:
    """Cards of a state, or with a figure from `least` to `below`, that not included."""

    figure: str
    least: float | None
    below: float | None
    cards: int


@dataclass(frozen=True, slots=True)
class CurveRow:
    """Reviews foretold a `recall`, or so many `elapsed_days` after the last, in a range."""

    figure: str
    least: float
    below: float | None
    reviews: int
    predicted: float | None
    observed: float | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the statistics: its screen, the type of its rows, and the rows."""

    show: Callable[[Stats], None]
    row: type
    rows: Callable[[Stats], Iterable[object]]


def _bin_rows(figures: Stats) -> Iterator[BinRow]:
    cards = figures.cards
    for field in fields(cards.states):
        yield BinRow(field.name, None, None, getattr(cards.states, field.name))
    for name in ("stability", "difficulty", "retrievability"):
        for one in getattr(cards, name).bins:
            yield BinRow(name, one.least, one.below, one.cards)


def _curve_rows(figures: Stats) -> Iterator[CurveRow]:
    found = figures.calibration
    for name, bins in (("recall", found.bins), ("elapsed_days", found.curve)):
        for one in bins:
            yield CurveRow(name, one.least, one.below, one.reviews, one.predicted, one.observed)


SECTIONS: Final = {
    "summary": Section(show_summary, StatsRow, lambda figures: figures.rows),
    "retention": Section(show_retention_table, Retention, lambda figures: figures.retention),
    "days": Section(show_days, DayRow, lambda figures: figures.days),
    "cards": Section(show_cards, BinRow, _bin_rows),
    "calibration": Section(show_calibration, CurveRow, _curve_rows),
    "answers": Section(show_answers, Grades, lambda figures: figures.answers),
    "time": Section(show_times, Times, lambda figures: figures.times),
    "limits": Section(show_limits, KeptLimits, lambda figures: figures.limits),
    "hardest": Section(show_hardest, HardCard, lambda figures: figures.hardest),
    "decks": Section(show_decks, StatsRow, lambda figures: figures.decks),
}


def show_all(figures: Stats) -> None:
    """Every section under its name."""
    for number, (name, section) in enumerate(SECTIONS.items()):
        click.echo(("\n" if number else "") + f"── {name} ".ljust(60, "─"))
        section.show(figures)
