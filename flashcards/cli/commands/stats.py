"""`flash stats`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
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


class NoPicture(click.UsageError):
    """A section that is figures alone."""

    def __init__(self, section: str, drawn: Iterable[str]) -> None:
        super().__init__(f"There is no picture of {section}: name one of {', '.join(drawn)}.")


class OneShape(click.UsageError):
    """A picture is no table."""

    def __init__(self) -> None:
        super().__init__("Give --svg or --format, not both.")


@click.command(help=_HELP)
@click.argument(
    "section", type=click.Choice([*SECTIONS, ALL]), default="summary", metavar="[SECTION]"
)
@format_options
@click.option("--svg", "file", type=PLACE, help="Draw the section into an SVG file instead.")
@pass_invocation
def command(invocation: Invocation, section: str, shape: str | None, file: Path | None) -> None:
    """How the learner has done, section by section."""
    if file is not None:
        if shape is not None:
            raise OneShape
        _draw(invocation, section, file)
        return
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.stats import stats
    from flashcards.views.statistics.stats import stats_view

    if section == ALL and says_rows_alone(shape):
        raise OneTable
    with invocation.collection() as collection:
        figures = stats(collection, invocation.clock(), progress("Looking at cards"))
    show(stats_view(figures, section, line_width()), shape)


def _draw(invocation: Invocation, section: str, file: Path) -> None:
    """Write the picture of a section, if it has one and there is something to draw."""
    from flashcards.cli.terminal.output import output
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.statistics.stats import stats
    from flashcards.views.pictures.file import as_file
    from flashcards.views.pictures.statistics import PICTURES

    if section not in PICTURES:
        raise NoPicture(section, PICTURES)
    with invocation.collection() as collection:
        figures = stats(collection, invocation.clock(), progress("Looking at cards"))
    picture = PICTURES[section](figures)
    if picture is None:
        say("There is nothing to draw yet: answer some cards first.", err=True)
        raise click.exceptions.Exit(1)
    with output(file) as out:
        out.write(as_file(picture))
