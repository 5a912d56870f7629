"""`flash init`."""

from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("folder", required=False, type=PLACE)
@click.option("--empty", is_flag=True, help="Without the starter decks.")
@pass_invocation
def command(invocation: Invocation, folder: Path | None, *, empty: bool) -> None:
    """FOLDER is made where it is not there; else the collection named, or the current folder.
    Nothing that is there is overwritten.

    \b
    Example:
      flash init ~/interview
    """
    from flashcards.services.opening.init import init
    from flashcards.views.opening import begun_lines

    place = folder or invocation.named or Path()
    for line in begun_lines(init(place, invocation.clock(), empty=empty)):
        say(line)
