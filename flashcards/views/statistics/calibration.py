"""How right the model is: the recall it foretold against what happened."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.statistics.calibration import CalibrationBin
from flashcards.services.statistics.stats import Stats
from flashcards.views import bars
from flashcards.views.statistics.section import StatsSection
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, percent

_BAR: Final = 25


@dataclass(frozen=True, slots=True)
class CurveRow:
    """Reviews foretold a `recall`, or so many `elapsed_days` after the last, in a range."""

    figure: str
    least: float
    below: float | None
    reviews: int
    predicted: float | None
    observed: float | None


def _lines(figures: Stats, width: int) -> Iterator[str]:
    """The forgetting curve, by recall and by days."""
    found = figures.calibration
    if found.rmse is None or found.log_loss is None:
        yield "You have not answered a card again on a later day yet."
        return
    yield (
        f"{counted(found.reviews, 'review')}: recall expected {percent(found.predicted)},"
        f" observed {percent(found.observed)}."
    )
    yield f"RMSE (bins) {found.rmse:.4f}, log loss {found.log_loss:.4f}; less is better."
    yield ""
    yield from _bin_lines("recall", found.bins, recall_range, width)
    yield ""
    yield from _bin_lines("after days", found.curve, _elapsed, width)


def _bin_lines(
    title: str, bins: Iterable[CalibrationBin], name: Callable[[CalibrationBin], str], width: int
) -> Iterator[str]:
    shown = (
        Column(title, name, 12),
        Column("reviews", lambda one: f"{one.reviews:,}", 8, right=True),
        Column("predicted", lambda one: percent(one.predicted), 9, right=True),
        Column("observed", lambda one: percent(one.observed), 9, right=True),
        Column("", lambda one: bars.row(one.observed or 0, 1, _BAR), _BAR, is_picture=True),
    )
    return table_lines(shown, [one for one in bins if one.reviews], width)


def recall_range(one: CalibrationBin) -> str:
    """The recall that a bin holds."""
    end = 1 if one.below is None else one.below
    return f"{one.least:.1%}–{end:.1%}".replace("%–", "–")


def _elapsed(one: CalibrationBin) -> str:
    if one.below is None:
        return f"{one.least:g}+"
    return f"{one.least:g}" if one.below == one.least + 1 else f"{one.least:g}–{one.below - 1:g}"


def _rows(figures: Stats) -> Iterator[CurveRow]:
    found = figures.calibration
    for name, bins in (("recall", found.bins), ("elapsed_days", found.curve)):
        for one in bins:
            yield CurveRow(name, one.least, one.below, one.reviews, one.predicted, one.observed)


CALIBRATION: Final = StatsSection(_lines, CurveRow, _rows)
