"""`flash restore`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("when", required=False)
@pass_invocation
def command(invocation: Invocation, when: str | None) -> None:
    """Without WHEN: the newest backup. WHEN is the beginning of a time that `flash backup list`
    shows, or the file of a backup. To go back again, use the same command again. Decks do not
    change.

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
