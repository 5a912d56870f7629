"""`flash unlink`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("card")
@pass_invocation
def command(invocation: Invocation, card: str) -> None:
    """CARD keeps only the answers to its own text. The others go back to the old card.

    \b
    Example:
      flash unlink theory/attention:12
    """
    from flashcards.services.decks.link import unlink
    from flashcards.views.decks.link import cut_line

    with invocation.collection() as collection:
        for cut in unlink(collection, invocation.clock(), card):
            say(cut_line(cut))
