"""`flash undo`."""

import sys

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Without limit: answers, what was done to cards, parameters, deadlines, breaks, plans and
    their ticks, interviews. What moved many cards at once is one act.

    An import goes with its files, but for those that you edited since.

    Two things stay, and the act before them is taken back: mock interviews, as a question that
    was seen was seen; and what `flash add` or an editor wrote, as decks are files. Right after
    `flash add` that is said, and at a terminal asked.

    \b
    Example:
      flash undo
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.decks.read import read_decks
    from flashcards.services.log.undo import added_since, undo
    from flashcards.views.undo import added_line, undone_line

    shown = progress("Making schedules")
    with invocation.collection() as collection:
        if (since := added_since(collection)) is not None:
            say(added_line(since), err=True)
            if _asks() and not click.confirm("Take that back?", default=False):
                say("Nothing is undone.")
                return
        done = undo(collection, invocation.clock(), shown)
        if done.files.changed:
            read_decks(collection, invocation.clock().now)
        say(undone_line(done))
