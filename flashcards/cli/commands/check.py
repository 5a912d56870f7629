"""`flash check`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.services.decks.check import Checked, CheckedAgain


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
    A check of what no collection holds yet makes none. Exits with 1 where there is an error, with 0
    where there are only warnings.

    \b
    Example:
      flash check decks/theory
    """
    from flashcards.services.decks import check
    from flashcards.services.decks.check import last_matches
    from flashcards.views.decks.matches import show_matches

    shape = {"as_json": as_json, "watch": watch}
    if check.takes_collection(invocation.place_unsaid, path):
        with invocation.collection(says_matches=True) as collection:
            if verbose:
                show_matches(last_matches(collection))
            again = partial(check.check_again, collection, paths=path)
            found = check.check(collection, path)
            checked = _shown(found, lambda: again(invocation.clock()), **shape)
    else:
        place = invocation.place_unsaid
        found = check.check_loose(place, path)
        checked = _shown(found, partial(check.check_loose_again, place, path), **shape)
    if checked.has_errors:
        raise click.exceptions.Exit(1)


def _shown(
    checked: "Checked", again: "Callable[[], CheckedAgain]", *, as_json: bool, watch: bool
) -> "Checked":
    """The problems, shown; the last ones where they are watched."""
    from flashcards.cli.dialogues.watch import watched
    from flashcards.views.decks.check import show_checked

    show = partial(show_checked, as_json=as_json)
    show(checked)
    return watched(checked, again, show) if watch else checked
