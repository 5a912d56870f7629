"""`flash bury`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card", nargs=-1, required=True)
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...]) -> None:
    """They come back with the next study day.

    \b
    Example:
      flash bury theory/attention:12
    """
    from flashcards.cli.acts import act_on
    from flashcards.services.study.acts import bury

    act_on(invocation, card, bury, "Buried")
