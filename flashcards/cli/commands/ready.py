"""`flash ready`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.option("--on", metavar="DATE", help="For which day. Default: the plan's, or your next date.")
@format_options
@pass_invocation
def command(invocation: Invocation, on: str | None, shape: str | None) -> None:
    """Shows a number from 0 to 100 for each area and in all, how it changes, and what would raise
    it most for its minutes.

    The 100 are: recall on the day 40 (cards that you never saw count 0), the last 2 mock
    interviews of an area 25, your skills 15, answers in time 10, the plan 10. What you did not do
    yet counts 0. What an area has no cards for does not count. Theory, coding, design and
    behavioural count 4 times, because interviews have a round for each.

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
