"""What fitting came to."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.fitting.figures import Figures, Verdict
from flashcards.core.frozen import dataclass
from flashcards.services.statistics.optimize import Optimized, Reverted
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted
from flashcards.views.view import Rows, View


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """A line of the table, and a row of CSV."""

    parameters: str
    log_loss: float
    rmse_bins: float
    auc: float | None
    reviews: int


_COLUMNS: Final = (
    Column("parameters", lambda row: row.parameters, 10),
    Column("log loss", lambda row: f"{row.log_loss:.4f}", 8, right=True),
    Column("RMSE(bins)", lambda row: f"{row.rmse_bins:.4f}", 10, right=True),
    Column("AUC", lambda row: "–" if row.auc is None else f"{row.auc:.4f}", 6, right=True),
    Column("reviews", lambda row: f"{row.reviews:,}", 9, right=True),
)
_REASONS: Final = {
    Verdict.BETTER: "on reviews they had not seen, the fitted parameters predict better",
    Verdict.NO_GAIN: "the fitted parameters predict no better than those in use",
    Verdict.WORSE_CALIBRATED: "the fitted parameters cost too much RMSE(bins) for their log loss",
    Verdict.UNSURE: "the fitted parameters are better, but it may be chance",
    Verdict.WORSE_LATER: "on answers that came later, the fitted parameters predict worse",
}


def optimized_view(done: Optimized, width: int) -> View:
    """The figures, and what was decided."""
    rows = (_row("in use", done.in_use), _row("fitted", done.fitted))
    return View(_lines(done, rows, width), Rows(FiguresRow, rows), done)


def reverted_view(done: Reverted) -> View:
    """What is in use again."""
    whose = "the usual ones" if done.parameters is None else "those adopted before"
    lines = (
        f"The parameters adopted on {done.adopted_at:%d %B %Y} are taken back.",
        f"In use again are {whose}; {_moved(done.moved)}.",
    )
    return View(lines, document=done)


def _lines(done: Optimized, rows: tuple[FiguresRow, ...], width: int) -> Iterator[str]:
    yield from table_lines(_COLUMNS, rows, width)
    yield ""
    yield from _decision(done)


def _row(name: str, figures: Figures) -> FiguresRow:
    values = figures.log_loss, figures.rmse_bins, figures.auc, figures.reviews
    return FiguresRow(name, *values)


def _decision(done: Optimized) -> list[str]:
    """What was decided and why, what spoke for it, and how to go back."""
    lines = [f"{_outcome(done)}: {_REASONS[done.reason]}."]
    known = min(done.seen, done.reviews) - (done.reviews - done.in_use.reviews)
    if known > 0:
        lines.append(f"Those in use were fitted on {known:,} of the reviews they are judged on.")
    lines += [_gained(done), _weighed(done)]
    if done.adopted:
        lines.append(f"{_moved(done.moved).capitalize()}; `flash optimize --revert` goes back.")
    elif done.rescheduled:
        lines.append(f"{_moved(done.moved).capitalize()}.")
    return lines


def _gained(done: Optimized) -> str:
    """What was gained on the cards that were left out of the fit."""
    gain = done.unseen_cards.gain
    gained = f"{abs(gain.mean):.4f} of log loss, give or take {gain.error:.4f}"
    return f"On cards they had not seen they {'lost' if gain.mean < 0 else 'gained'} {gained}."


def _weighed(done: Optimized) -> str:
    """How far the fit was followed."""
    return f"Weight of your own answers: {done.weight:.2f}; the rest is the library's parameters."


def _outcome(done: Optimized) -> str:
    if done.adopted:
        return "Adopted"
    return "They would be adopted" if done.reason is Verdict.BETTER else "Not adopted"


def _moved(due_days: int) -> str:
    return f"{counted(due_days, 'due day')} moved"
