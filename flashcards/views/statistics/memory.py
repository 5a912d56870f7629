"""What is remembered: the cards' memory, how right the model is, the hardest cards."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Final

import click

from flashcards.core.statistics.calibration import CalibrationBin
from flashcards.core.statistics.distributions import Bin, Distribution
from flashcards.services.statistics.stats import HardCard, Stats
from flashcards.views import bars
from flashcards.views.statistics.stats import percent
from flashcards.views.statistics.summary import cards_line
from flashcards.views.table import Column, show_table
from flashcards.views.text import counted, one_line

_BAR: Final = 50


def show_cards(figures: Stats) -> None:
    """How many cards are in which state, and how stability and its like are spread."""
    cards = figures.cards
    click.echo(f"{cards_line(cards)}\n")
    states = [(field.name, getattr(cards.states, field.name)) for field in fields(cards.states)]
    _show_bars(states)
    _show_distribution("Stability", cards.stability, _days, "{:.1f} days")
    _show_distribution("Difficulty", cards.difficulty, _difficulty, "{:.1f} of 10")
    _show_distribution("Retrievability today", cards.retrievability, _share, "{:.1%}")


def _show_distribution(
    title: str, spread: Distribution, name: Callable[[Bin], str], written: str
) -> None:
    if spread.mean is None or spread.median is None:
        return
    mean, median = written.format(spread.mean), written.format(spread.median)
    click.echo(f"\n{title}: mean {mean}, median {median}")
    filled = [number for number, one in enumerate(spread.bins) if one.cards]
    _show_bars([(name(one), one.cards) for one in spread.bins[filled[0] : filled[-1] + 1]])


def _show_bars(rows: Sequence[tuple[str, int]]) -> None:
    highest = max(count for _, count in rows)
    for name, count in rows:
        bar = bars.row(count, highest, _BAR) if highest else ""
        click.echo(f"{name:>12}  {bar}{' ' if bar else ''}{count:,}")


def _days(one: Bin) -> str:
    if one.below is None:
        return f"{one.least:g}+ days"
    return f"{one.least:g}–{one.below:g} days" if one.least else f"< {one.below:g} day"


def _difficulty(one: Bin) -> str:
    return f"{one.least:g}–{one.below or 10:g}"


def _share(one: Bin) -> str:
    return f"{one.least:.0%}–{one.below or 1:.0%}"


def show_calibration(figures: Stats) -> None:
    """The forgetting curve as foretold against what happened, by recall and by days."""
    found = figures.calibration
    if found.rmse is None or found.log_loss is None:
        click.echo("No card in review has been answered on a later day yet.")
        return
    click.echo(
        f"{counted(found.reviews, 'review')}: recall foretold {percent(found.predicted)},"
        f" observed {percent(found.observed)}."
    )
    click.echo(f"RMSE (bins) {found.rmse:.4f}, log loss {found.log_loss:.4f}; less is better.\n")
    _show_bins("recall", found.bins, _recall)
    click.echo()
    _show_bins("after days", found.curve, _elapsed)


def _show_bins(
    title: str, bins: Iterable[CalibrationBin], name: Callable[[CalibrationBin], str]
) -> None:
    shown = (
        Column(title, name, 12),
        Column("reviews", lambda one: f"{one.reviews:,}", 8, right=True),
        Column("predicted", lambda one: percent(one.predicted), 9, right=True),
        Column("observed", lambda one: percent(one.observed), 9, right=True),
        Column("", lambda one: bars.row(one.observed or 0, 1, 25)),
    )
    show_table(shown, [one for one in bins if one.reviews])


def _recall(one: CalibrationBin) -> str:
    end = 1 if one.below is None else one.below
    return f"{one.least:.1%}–{end:.1%}".replace("%–", "–")


def _elapsed(one: CalibrationBin) -> str:
    if one.below is None:
        return f"{one.least:g}+"
    return f"{one.least:g}" if one.below == one.least + 1 else f"{one.least:g}–{one.below - 1:g}"


def show_hardest(figures: Stats) -> None:
    """The ten hardest cards."""
    if not figures.hardest:
        click.echo("No card has been answered yet.")
    for card in figures.hardest:
        click.echo("\n".join(_hard_card(card)))


def _hard_card(card: HardCard) -> list[str]:
    memory = f"difficulty {card.difficulty:.1f} of 10 · stability {card.stability:.1f} days"
    leech = " · leech" if card.leech else ""
    return [
        one_line(f"{card.deck}:{card.line} · {card.question}", 78),
        f"  {counted(card.lapses, 'lapse')} · {memory}{leech}",
    ]
