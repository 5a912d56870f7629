"""`flash init`."""

from pathlib import Path
from shlex import quote

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.views.text import counted, plain


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

    place = folder or invocation.named or Path()
    begun = init(place, invocation.clock(), empty=empty)
    root = str(begun.root)
    click.echo(f"{plain(root)} is a collection; {counted(len(begun.written), 'file')} written.")
    click.echo(f"Next: flash -C {plain(quote(root))} review")
