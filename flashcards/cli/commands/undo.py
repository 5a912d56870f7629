"""`flash undo`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@pass_invocation
def command(invocation: Invocation) -> None:
    """Without limit: answers, what was done to cards, parameters, deadlines, breaks, plans and
    their ticks, interviews. What moved many cards at once is one act.

    Two things stay, and the act before them is taken back: mock interviews, as a question that
    was seen was seen; and what `flash add` or an editor wrote, as decks are files.

    \b
    Example:
      flash undo
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.log.undo import undo
    from flashcards.views.undo import undone_line

    shown = progress("Making schedules")
    with invocation.collection() as collection:
        say(undone_line(undo(collection, invocation.clock(), shown)))
