"""`flash import`."""

from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


@click.command()
@click.argument("source", nargs=-1, required=True, type=PLACE)
@click.option("--to", "folder", default="", metavar="FOLDER", help="Below this folder of it.")
@click.option("--overwrite", is_flag=True, help="Replace files that are there and differ.")
@pass_invocation
def command(
    invocation: Invocation, source: tuple[Path, ...], folder: str, *, overwrite: bool
) -> None:
    """SOURCE is a Markdown file or a folder of them.

    \b
    Example:
      flash import ~/notes/statistics.md --to theory
    """
    from flashcards.services.exchange.import_ import import_markdown
    from flashcards.views.decks.check import imported_lines

    with invocation.collection() as collection:
        done = import_markdown(collection, invocation.clock(), source, folder, overwrite=overwrite)
        for line in imported_lines(done):
            say(line)
