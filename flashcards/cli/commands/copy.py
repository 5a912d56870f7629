"""`flash copy`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@pass_invocation
def command(invocation: Invocation, source: str, target: str) -> None:
    """FROM and TO are database URLs, SQLite files or folders of collections. TO must have no
    history. flash compares the copy with FROM, and keeps all of it or nothing. After that the 2
    databases are like 2 computers: `flash merge` brings them together.

    \b
    Example:
      flash copy ~/decks 'postgresql+psycopg://anna@host/cards?schema=anna'
    """
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.opening.copy import copy
    from flashcards.views.opening import copied_lines

    now = invocation.clock().now
    for line in copied_lines(copy(source, target, now, progress("Copying"))):
        say(line)
