"""`flash break`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.argument("days", metavar="[FIRST..LAST]", required=False)
@click.option("--remove", is_flag=True, help="Remove the break, and move its cards back.")
@format_options
@pass_invocation
def command(invocation: Invocation, days: str | None, *, remove: bool, shape: str | None) -> None:
    """FIRST and LAST are dates, see `flash --help`; both are days off. Cards are moved to days
    before the break where their intervals allow it, else to days after it. Answers that you give
    later avoid it, too. Without days: lists your breaks.

    \b
    Example:
      flash break "24 Dec..2 Jan"
    """
    from flashcards.cli.days import days_said
    from flashcards.core.scheduling.breaks import Break
    from flashcards.services.study.break_ import breaks, remove_break, set_break
    from flashcards.views.study.break_ import break_view, breaks_view, removed_line

    if remove and days is None:
        message = "--remove needs the days of the break: see them with `flash break`."
        raise click.UsageError(message)
    moment = invocation.clock()
    with invocation.history() if days is None else invocation.collection() as collection:
        today = collection.today(moment)
        if days is None:
            show(breaks_view(breaks(collection), today, line_width()), shape)
            return
        break_ = Break(*days_said(days, today))
        if remove:
            say(removed_line(remove_break(collection, moment, break_), break_))
        else:
            show(break_view(set_break(collection, moment, break_)), shape)
