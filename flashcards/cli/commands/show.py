"""`flash show`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.output import line_width, show


@click.command()
@click.argument("card")
@format_options
@pass_invocation
def command(invocation: Invocation, card: str, shape: str | None) -> None:
    """CARD is an id, the beginning of an id, or deck:line with any line of the card. If a line has
    several cards, all of them are shown, in JSON as a list.

    \b
    Example:
      flash show theory/attention:12
    """
    from flashcards.services.decks.show import show_all
    from flashcards.views.decks.card import shown_view

    moment = invocation.clock()
    with invocation.collection() as collection:
        found, today = show_all(collection, moment, card), collection.today(moment)
        show(shown_view(found, moment, today, line_width()), shape)
