"""`flash rebuild`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Schedules are calculated from the log. Nothing is lost.

    \b
    Example:
      flash rebuild
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.log.rebuild import rebuild
    from flashcards.views.opening import rebuilt_line

    with invocation.collection() as collection:
        done = rebuild(collection, progress("Replaying cards"))
    say(rebuilt_line(done))
