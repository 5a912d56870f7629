"""`flash undo`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Answers, suspensions and burials are taken back, without limit.

    \b
    Example:
      flash undo
    """
    from flashcards.cli.screens.acts import undone_line
    from flashcards.services.undo import undo

    with invocation.collection() as collection:
        click.echo(undone_line(undo(collection, invocation.clock())))
