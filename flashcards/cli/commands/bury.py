"""`flash bury`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, meaning_cards


@click.command(cls=QueryCommand)
@meaning_cards
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], *, is_sure: bool) -> None:
    """A buried card comes back on the next study day. Give cards, or a QUERY as in `flash list`. Of
    several cards flash says how many, and asks.

    \b
    Example:
      flash bury tag:exam is:due
    """
    from flashcards.cli.acts import CardAct, act_on
    from flashcards.services.study.acts import bury

    done = CardAct(bury, "bury", "Buried", "buried already")
    act_on(invocation, card, done, is_sure=is_sure)
