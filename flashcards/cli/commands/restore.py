"""`flash restore`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("when", required=False)
@pass_invocation
def command(invocation: Invocation, when: str | None) -> None:
    """WHEN is the beginning of a time that `flash backup list` shows, or a backup's file; else
    the newest backup is put back. What is there is backed up first, so the same command, said
    again, goes back. Decks stay as they are.

    \b
    Example:
      flash restore 2026-11-23T08
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.opening.restore import restore
    from flashcards.views.backup import restored_lines

    moment, shown = invocation.clock(), progress("Restoring")
    done = restore(invocation.place, moment.now, when, shown, zone=moment.zone)
    for line in restored_lines(done, moment.zone):
        say(line)
