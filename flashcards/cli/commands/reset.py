"""`flash reset`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, meaning_cards


@click.command(cls=QueryCommand)
@meaning_cards
@click.option("--all", "takes_all", is_flag=True, help="All cards of a line, if it has several.")
@pass_invocation
def command(
    invocation: Invocation, card: tuple[str, ...], *, is_sure: bool, takes_all: bool
) -> None:
    """Give cards, or a QUERY as in `flash list`. Of several cards flash says how many, and asks.

    \b
    Example:
      flash reset theory/attention:12
    """
    from flashcards.cli.acts import CardAct, act_on
    from flashcards.services.study.acts import reset

    done = CardAct(reset, "reset", "Reset", "new already")
    act_on(invocation, card, done, is_sure=is_sure, takes_all=takes_all)
