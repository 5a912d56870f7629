"""`flash edit`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("card")
@pass_invocation
def command(invocation: Invocation, card: str) -> None:
    """CARD is an id, the beginning of an id, or deck:line. The editor is $VISUAL or $EDITOR.

    \b
    Example:
      flash edit theory/attention:12
    """
    from flashcards.cli.terminal.programs import edit
    from flashcards.services.decks.edit import line_of, read_edited
    from flashcards.views.decks.matches import summary_lines

    with invocation.collection(says_matches=True) as collection:
        place = line_of(collection, card)
        edit(place.path, place.line)
        for line in summary_lines(read_edited(collection, invocation.clock())):
            say(line, err=True)
