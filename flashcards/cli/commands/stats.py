"""`flash stats`."""

from typing import Final

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, says_rows_alone, show
from flashcards.views.statistics.section import ALL, SECTIONS

_NAMED: Final = ", ".join(f"{name} ({said})" if said else name for name, said in SECTIONS.items())
_HELP: Final = f"""True retention is how many of the answers to cards in review were not Again.

SECTION is one of {_NAMED}, or {ALL}. JSON holds them all.

\b
Example:
  flash stats calibration
"""


class OneTable(click.UsageError):
    """All sections at once have no common columns."""

    def __init__(self) -> None:
        super().__init__("CSV is one table: name a section other than `all`.")


@click.command(help=_HELP)
@click.argument(
    "section", type=click.Choice([*SECTIONS, ALL]), default="summary", metavar="[SECTION]"
)
@format_options
@pass_invocation
def command(invocation: Invocation, section: str, shape: str | None) -> None:
    """How the learner has done, section by section."""
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.stats import stats
    from flashcards.views.statistics.stats import stats_view

    if section == ALL and says_rows_alone(shape):
        raise OneTable
    with invocation.collection() as collection:
        figures = stats(collection, invocation.clock(), progress("Looking at cards"))
    show(stats_view(figures, section, line_width()), shape)
