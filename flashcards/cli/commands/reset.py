"""`flash reset`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.argument("card", nargs=-1, required=True)
@click.option("--all", "takes_all", is_flag=True, help="Of several cards on a line all of them.")
@pass_invocation
def command(invocation: Invocation, card: tuple[str, ...], *, takes_all: bool) -> None:
    """They are new again, as if never answered.

    \b
    Example:
      flash reset theory/attention:12
    """
    from flashcards.cli.acts import act_on_chosen
    from flashcards.services.study.acts import reset

    act_on_chosen(invocation, card, reset, "Reset", takes_all=takes_all)
