"""`flash resume`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card", nargs=-1, required=True)
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...]) -> None:
    """A card that was due meanwhile is due at once.

    \b
    Example:
      flash resume theory/attention:12
    """
    from flashcards.cli.acts import act_on
    from flashcards.services.study.acts import resume

    act_on(invocation, card, resume, "Resumed")
