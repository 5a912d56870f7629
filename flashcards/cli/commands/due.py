"""`flash due`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.output import format_options, line_width, show


@click.command()
@format_options
@click.option("--quiet", is_flag=True, help="Say nothing: exit 0 if something is to be asked, else 1.")
@pass_invocation
def command(invocation: Invocation, shape: str | None, *, quiet: bool) -> None:
    """As CSV or a table, the cards that are due, one a row.

    \b
    Example:
      flash due --json
    """
    from flashcards.services.decks.list import card_rows
    from flashcards.services.study.due import due
    from flashcards.views.study.due import DUE_CARDS, due_view

    moment = invocation.clock()
    with invocation.history() if quiet else invocation.collection() as collection:
        day = due(collection, moment)
        if not quiet:
            cards = card_rows(collection, moment, DUE_CARDS)
            show(due_view(day, cards, moment, line_width()), shape)
    if quiet and not day.ready:
        raise click.exceptions.Exit(1)
