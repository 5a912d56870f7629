"""`flash resume`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, meaning_cards


@click.command(cls=QueryCommand)
@meaning_cards
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], *, is_sure: bool) -> None:
    """If a card became due meanwhile, it is asked today. Give cards, or a QUERY as in `flash list`.
    Of several cards flash says how many, and asks.

    \b
    Example:
      flash resume is:suspended
    """
    from flashcards.cli.acts import CardAct, act_on
    from flashcards.services.study.acts import resume

    act_on(
        invocation,
        card,
        CardAct(resume, "resume", "Resumed", "not suspended or buried"),
        is_sure=is_sure,
    )
