"""`flash suspend`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card", nargs=-1, required=True)
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...]) -> None:
    """They keep their history and their due day.

    \b
    Example:
      flash suspend theory/attention:12
    """
    from flashcards.cli.acts import act_on
    from flashcards.services.study.acts import suspend

    act_on(invocation, card, suspend, "Suspended")
