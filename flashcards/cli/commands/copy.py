"""`flash copy`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@pass_invocation
def command(invocation: Invocation, source: str, target: str) -> None:
    """FROM and TO are database URLs, SQLite files or folders of collections.
    TO must have no history; what it gets is read back and compared before it
    is kept, all or nothing. From then on both go on by themselves, as two
    machines do: unite them with `flash merge`.

    \b
    Example:
      flash copy ~/decks 'postgresql+psycopg://anna@host/cards?schema=anna'
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.opening.copy import copy
    from flashcards.views.opening import copied_lines

    now = invocation.clock().now
    for line in copied_lines(copy(source, target, now, progress("Copying rows"))):
        say(line)
