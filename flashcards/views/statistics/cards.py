"""What is remembered: in which state cards are, and how stability and its like are spread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.statistics.distributions import Bin, Cards, Distribution, States
from flashcards.services.statistics.stats import Stats
from flashcards.views import bars
from flashcards.views.statistics.section import StatsSection
from flashcards.views.text import counted

_LONGEST_BAR: Final = 50
_LABEL: Final = 12
STATE_NAMES: Final = tuple(field.name for field in fields(States))
_BESIDE_BAR: Final = _LABEL + len("   100,000")


@dataclass(frozen=True, slots=True)
class BinRow:
    """Cards of a state, or with a figure from `least` to `below`, that not included."""

    figure: str
    least: float | None
    below: float | None
    cards: int


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


def _lines(figures: Stats, width: int) -> Iterator[str]:
    cards = figures.cards
    yield cards_line(cards)
    yield ""
    states = [(name, getattr(cards.states, name)) for name in STATE_NAMES]
    yield from _bar_lines(states, width)
    for title, spread, name, written in (
        ("Stability", cards.stability, stability_range, "{:.1f} days"),
        ("Difficulty", cards.difficulty, _difficulty, "{:.1f} of 10"),
        ("Retrievability today", cards.retrievability, _share, "{:.1%}"),
    ):
        yield from _mean_lines(title, spread, written)
        if spread.mean is not None:
            yield from _bar_lines(_filled_bins(spread, name), width)


def _mean_lines(title: str, spread: Distribution, written: str) -> Iterator[str]:
    if spread.mean is None or spread.median is None:
        return
    mean, median = written.format(spread.mean), written.format(spread.median)
    yield ""
    yield f"{title}: mean {mean}, median {median}"


def _filled_bins(spread: Distribution, name: Callable[[Bin], str]) -> list[tuple[str, int]]:
    """The bins from the first to the last that has cards."""
    filled = [number for number, one in enumerate(spread.bins) if one.cards]
    return [(name(one), one.cards) for one in spread.bins[filled[0] : filled[-1] + 1]]


def _bar_lines(rows: Sequence[tuple[str, int]], width: int) -> Iterator[str]:
    longest = max(1, min(_LONGEST_BAR, width - _BESIDE_BAR))
    highest = max(count for _, count in rows)
    for name, count in rows:
        bar = bars.row(count, highest, longest) if highest else ""
        yield f"{name:>{_LABEL}}  {bar}{' ' if bar else ''}{count:,}"


def stability_range(one: Bin) -> str:
    """The days of stability that a bin holds."""
    if one.below is None:
        return f"{one.least:g}+ days"
    return f"{one.least:g}–{one.below:g} days" if one.least else f"< {one.below:g} day"


def _difficulty(one: Bin) -> str:
    return f"{one.least:g}–{one.below or 10:g}"


def _share(one: Bin) -> str:
    return f"{one.least:.0%}–{one.below or 1:.0%}"


def _rows(figures: Stats) -> Iterator[BinRow]:
    cards = figures.cards
    for name in STATE_NAMES:
        yield BinRow(name, None, None, getattr(cards.states, name))
    for name in ("stability", "difficulty", "retrievability"):
        for one in getattr(cards, name).bins:
            yield BinRow(name, one.least, one.below, one.cards)


CARDS: Final = StatsSection(_lines, BinRow, _rows)
