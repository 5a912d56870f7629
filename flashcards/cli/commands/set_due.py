"""`flash set-due`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("card", nargs=-1, required=True)
@click.argument("day")
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], day: str) -> None:
    """DAY is a date, `today`, `tomorrow`, or `+3` for three days from today. It holds until a
    card is next answered; what is known of its memory stays as it is.

    \b
    Example:
      flash set-due theory/attention:12 2027-01-15
    """
    from flashcards.cli.days import day_said
    from flashcards.services.decks.card_names import living_cards
    from flashcards.services.study.acts import set_due
    from flashcards.views.study.acts import due_set_line

    moment = invocation.clock()
    with invocation.collection() as collection:
        on = day_said(day, collection.today(moment))
        cards = [k.card.id for name in card for k in living_cards(collection, name)]
        say(due_set_line(set_due(collection, moment, cards, on), on))
