"""`flash check`."""

from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation


@click.command()
@click.argument("path", nargs=-1, type=PLACE)
@click.option("--json", "as_json", is_flag=True, help="Cards, decks and problems as JSON.")
@pass_invocation
def command(invocation: Invocation, path: tuple[Path, ...], *, as_json: bool) -> None:
    """PATH is a deck or a folder, of this collection or any other; else all decks are checked.
    Exits with 1 where there is an error, with 0 where there are only warnings.

    \b
    Example:
      flash check decks/theory
    """
    from flashcards.cli.screens.check import show_checked
    from flashcards.services.check import check

    with invocation.collection() as collection:
        checked = check(collection, path)
    show_checked(checked, as_json=as_json)
    if checked.has_errors:
        raise click.exceptions.Exit(1)
