"""`flash stats`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.output import format_options


@click.command()
@format_options
@pass_invocation
def command(invocation: Invocation, shape: str | None) -> None:
    """True retention is the share of answers to cards in review that were not Again.

    \b
    Example:
      flash stats --json
    """
    from flashcards.cli.screens.stats import show_stats
    from flashcards.services.stats import stats

    with invocation.collection() as collection:
        show_stats(stats(collection, invocation.clock()), shape)
