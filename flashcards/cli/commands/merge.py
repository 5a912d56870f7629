"""`flash merge`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


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
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.merge import merge
    from flashcards.views.exchange import show_merged, show_taken_in

    with invocation.collection(says_synced=False) as collection:
        if collection.synced is not None:
            show_taken_in(collection.synced, err=False)
        shown = progress("Merging")
        show_merged(other, merge(collection, invocation.clock(), other, shown))
