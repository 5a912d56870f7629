"""`flash redo`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Use it as often as you used `flash undo`. After you do something new, what was undone before
    stays undone.

    \b
    Example:
      flash redo
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.decks.read import read_decks
    from flashcards.services.log.redo import redo
    from flashcards.views.undo import redone_line

    shown = progress("Making schedules")
    with invocation.collection() as collection:
        done = redo(collection, invocation.clock(), shown)
        if done.files.changed:
            read_decks(collection, invocation.clock().now)
        say(redone_line(done))
