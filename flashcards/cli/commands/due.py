"""`flash due`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.output import format_options


@click.command()
@format_options
@click.option(
    "--quiet", is_flag=True, help="Say nothing: exit 0 if something is to be asked, else 1."
)
@pass_invocation
def command(invocation: Invocation, shape: str | None, *, quiet: bool) -> None:
    """As CSV or a table, the cards that are due, one a row.

    \b
    Example:
      flash due --json
    """
    from flashcards.services.study.due import due
    from flashcards.views.study.due import show_due

    moment = invocation.clock()
    with invocation.history() if quiet else invocation.collection() as collection:
        day = due(collection, moment)
        if not quiet:
            show_due(collection, moment, day, shape)
    if quiet and not day.ready:
        raise click.exceptions.Exit(1)
