"""`flash set-due`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("card", nargs=-1, required=True)
@click.argument("day")
@click.option("--all", "takes_all", is_flag=True, help="All cards of a line, if it has several.")
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], day: str, *, takes_all: bool) -> None:
    """DAY is a date, in quotes if it has several words: see `flash --help`. It holds until you
    next answer the card. What flash knows of your memory does not change.

    \b
    Example:
      flash set-due theory/attention:12 2027-01-15
    """
    from flashcards.cli.acts import chosen_cards
    from flashcards.cli.days import day_said
    from flashcards.services.study.acts import date_that_decides, set_due
    from flashcards.views.study.acts import date_decides_line, due_set_line

    moment = invocation.clock()
    with invocation.collection() as collection:
        on = day_said(day, collection.today(moment))
        found = chosen_cards(collection, card, takes_all=takes_all)
        cards = [known.card.id for known in found]
        say(due_set_line(set_due(collection, moment, cards, on), on))
        if (ahead := date_that_decides(collection, moment, cards)) is not None:
            say(date_decides_line(ahead, len(cards)))
