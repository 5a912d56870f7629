"""`flash break`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.argument("days", metavar="[FIRST..LAST]", required=False)
@click.option("--remove", is_flag=True, help="Take the break back, and what was moved for it.")
@format_options
@pass_invocation
def command(invocation: Invocation, days: str | None, *, remove: bool, shape: str | None) -> None:
    """Both days belong to it. Cards are moved within their own intervals where these allow it,
    else to the days around; answers given later avoid it too. Without days: the breaks that
    there are.

    \b
    Example:
      flash break 2026-12-24..2027-01-02
    """
    from flashcards.cli.days import days_said
    from flashcards.core.scheduling.breaks import Break
    from flashcards.services.study.break_ import breaks, remove_break, set_break
    from flashcards.views.study.break_ import break_view, breaks_view, removed_line

    if remove and days is None:
        message = "--remove needs the days of the break: see them with `flash break`."
        raise click.UsageError(message)
    moment = invocation.clock()
    break_ = None if days is None else Break(*days_said(days))
    with invocation.history() if break_ is None else invocation.collection() as collection:
        if break_ is None:
            show(breaks_view(breaks(collection), collection.today(moment), line_width()), shape)
        elif remove:
            say(removed_line(remove_break(collection, moment, break_), break_))
        else:
            show(break_view(set_break(collection, moment, break_)), shape)
