"""`flash merge`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("other")
@pass_invocation
def command(invocation: Invocation, other: str) -> None:
    """OTHER is a collection's folder, a database, a backup, or a log file.

    What was answered there counts here, too, as if it had been answered on this machine: undos,
    dates and edits included. OTHER stays as it is; merging it again changes nothing.

    \b
    Example:
      flash merge /media/stick/decks
    """
    from flashcards.cli.exchange import say_taken_in, say_warnings
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.merge import merge
    from flashcards.views.exchange import merged_line

    with invocation.collection(says_synced=False) as collection:
        if collection.synced is not None:
            say_taken_in(collection.synced, err=False)
        merged = merge(collection, invocation.clock(), other, progress("Merging"))
        say(merged_line(other, merged))
        say_warnings(merged)
