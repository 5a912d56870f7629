"""`flash check`."""

from functools import partial
from pathlib import Path

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation


@click.command()
@click.argument("path", nargs=-1, type=PLACE)
@click.option("--json", "as_json", is_flag=True, help="Cards, decks and problems as JSON.")
@click.option("--verbose", is_flag=True, help="Name the cards that were matched last.")
@click.option("--watch", is_flag=True, help="Check again whenever a deck is saved.")
@pass_invocation
def command(
    invocation: Invocation, path: tuple[Path, ...], *, as_json: bool, verbose: bool, watch: bool
) -> None:
    """PATH is a deck or a folder, of this collection or any other; else all decks are checked.
    Exits with 1 where there is an error, with 0 where there are only warnings.

    \b
    Example:
      flash check decks/theory
    """
    from flashcards.cli.screens.check import show_checked
    from flashcards.cli.screens.matches import show_matches
    from flashcards.cli.watching import watched
    from flashcards.services.check import check, check_again
    from flashcards.services.matches import last_matches

    with invocation.collection(says_matches=True) as collection:
        if verbose:
            show_matches(last_matches(collection))
        checked = check(collection, path)
        show = partial(show_checked, as_json=as_json)
        show(checked)
        if watch:
            look = partial(check_again, collection, paths=path)
            checked = watched(checked, lambda: look(invocation.clock()), show)
    if checked.has_errors:
        raise click.exceptions.Exit(1)
