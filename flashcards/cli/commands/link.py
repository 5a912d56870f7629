"""`flash link`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("old")
@click.argument("new")
@pass_invocation
def command(invocation: Invocation, old: str, new: str) -> None:
    """OLD and NEW are an id, the beginning of an id, or deck:line. OLD is most often a card whose
    text is gone (`flash list --orphans`).

    \b
    Example:
      flash link 3f2a theory/attention:12
    """
    from flashcards.services.decks.link import link
    from flashcards.views.decks.link import linked_line

    with invocation.collection() as collection:
        done = link(collection, invocation.clock(), old, new)
    say(linked_line(done))
