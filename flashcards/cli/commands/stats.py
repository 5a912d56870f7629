"""`flash stats`."""

from typing import Final

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, says_rows_alone, show

_SECTIONS: Final = (
    *("summary", "retention", "days", "cards", "calibration", "answers", "time", "limits"),
    *("hardest", "decks", "all"),
)


class OneTable(click.UsageError):
    """All sections at once have no common columns."""

    def __init__(self) -> None:
        super().__init__("CSV is one table: name a section other than `all`.")


@click.command()
@click.argument("section", type=click.Choice(_SECTIONS), default="summary", metavar="[SECTION]")
@format_options
@pass_invocation
def command(invocation: Invocation, section: str, shape: str | None) -> None:
    """True retention is the share of answers to cards in review that were not Again.

    SECTION is one of summary, retention, days, cards (how well they are remembered), calibration
    (recall foretold against observed), answers, time, limits (questions answered in the time they
    have), hardest, decks, or all. JSON holds them all.

    \b
    Example:
      flash stats calibration
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.stats import stats
    from flashcards.views.statistics.stats import stats_view

    if section == "all" and says_rows_alone(shape):
        raise OneTable
    with invocation.collection() as collection:
        figures = stats(collection, invocation.clock(), progress("Looking at cards"))
    show(stats_view(figures, section, line_width()), shape)
