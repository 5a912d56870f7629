"""`flash init`."""

from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("folder", required=False, type=PLACE)
@click.option("--empty", is_flag=True, help="Leave out the starter decks.")
@pass_invocation
def command(invocation: Invocation, folder: Path | None, *, empty: bool) -> None:
    """Without FOLDER: the collection that you named, or the current folder. A FOLDER that does not
    exist is made. No file that exists is overwritten.

    \b
    Example:
      flash init ~/interview
    """
    from flashcards.services.opening.init import init
    from flashcards.views.opening import begun_lines

    place = folder or invocation.named or Path()
    for line in begun_lines(init(place, invocation.clock(), empty=empty)):
        say(line)
