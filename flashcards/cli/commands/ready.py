"""`flash ready`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.option("--on", metavar="DATE", help="The day to be ready on; else the plan's or the next.")
@format_options
@pass_invocation
def command(invocation: Invocation, on: str | None, shape: str | None) -> None:
    """One figure from 0 to 100, area by area, with its trend and what raises it most per hour.

    Of 100, recall on the day counts 40 (unseen cards as 0), the last two mock interviews of an
    area 25, self-assessment 15, kept limits 10, and the plan 10. What could be shown and was not
    counts 0; what an area's decks do not ask for is left out. Areas with a round of their own
    (theory, coding, design, behavioural) count four times.

    \b
    Example:
      flash ready --on 2027-01-15
    """
    from flashcards.cli.days import day_said
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.preparation.ready import ready
    from flashcards.views.preparation.ready import ready_view

    with invocation.collection() as collection:
        moment = invocation.clock()
        day = None if on is None else day_said(on, collection.today(moment))
        found = ready(collection, moment, day, progress("Looking at cards"))
        show(ready_view(found, line_width()), shape)
