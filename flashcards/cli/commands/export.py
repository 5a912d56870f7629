"""`flash export`."""

from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation


@click.command()
@click.argument("what", type=click.Choice(["due", "cards", "reviews", "stats"]))
@click.option("--format", "shape", type=click.Choice(["json", "csv"]), help="Else by FILE's name.")
@click.option("-o", "--output", "file", type=PLACE, help="Else to the screen.")
@pass_invocation
def command(invocation: Invocation, what: str, shape: str | None, file: Path | None) -> None:
    """As CSV a header line, then one row a card, review or figure; JSON where neither is said.

    \b
    Example:
      flash export due --format csv -o due.csv
    """
    from flashcards.cli.exporting import EXPORTS
    from flashcards.cli.terminal.output import output

    chosen = shape or ("csv" if file is not None and file.suffix == ".csv" else "json")
    look = invocation.history if what == "reviews" else invocation.collection
    with look() as collection, output(file) as out:
        EXPORTS[what](collection, invocation.clock(), chosen, out)
