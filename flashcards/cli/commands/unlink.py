"""`flash unlink`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.views.text import counted


@click.command()
@click.argument("card")
@pass_invocation
def command(invocation: Invocation, card: str) -> None:
    """CARD keeps only the answers given to its own text; the others are the old card's again.

    \b
    Example:
      flash unlink theory/attention:12
    """
    from flashcards.services.decks.link import unlink

    with invocation.collection() as collection:
        for cut in unlink(collection, invocation.clock(), card):
            left = counted(cut.reps, "answer")
            click.echo(f"{cut.new[:8]} has nothing of {cut.old[:8]} any more: {left} left.")
