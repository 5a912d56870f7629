"""`flash suspend`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, meaning_cards


@click.command(cls=QueryCommand)
@meaning_cards
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], *, is_sure: bool) -> None:
    """A suspended card keeps its history and its due day. Give cards, or a QUERY as in `flash
    list`: `deck:theory`, `tag:exam is:leech`. Of several cards flash says how many, and asks.

    \b
    Example:
      flash suspend deck:theory/trees is:new
    """
    from flashcards.cli.acts import CardAct, act_on
    from flashcards.services.study.acts import suspend

    act_on(
        invocation,
        card,
        CardAct(suspend, "suspend", "Suspended", "suspended already"),
        is_sure=is_sure,
    )
