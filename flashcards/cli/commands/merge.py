"""`flash merge`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("other")
@pass_invocation
def command(invocation: Invocation, other: str) -> None:
    """OTHER is the folder of a collection, a database, a backup, or a log file.

    What was answered there then counts here, too, with undos, dates and edits. OTHER does not
    change. If you merge it again, nothing changes.

    \b
    Example:
      flash merge /media/stick/decks
    """
    from flashcards.cli.exchange import say_taken_in, say_warnings
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.merge import merge
    from flashcards.views.decks.matches import summary_lines
    from flashcards.views.exchange import merged_line

    with invocation.collection(says_synced=False) as collection:
        if collection.synced is not None:
            say_taken_in(collection.synced, err=False)
        merged = merge(collection, invocation.clock(), other, progress("Merging"))
        for line in (merged_line(other, merged), *summary_lines(merged.matches)):
            say(line)
        say_warnings(merged)
