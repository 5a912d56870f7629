"""`flash reset`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card", nargs=-1, required=True)
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...]) -> None:
    """They are new again, as if never answered.

    \b
    Example:
      flash reset theory/attention:12
    """
    from flashcards.cli.acts import act_on
    from flashcards.services.study.acts import reset

    act_on(invocation, card, reset, "Reset")
