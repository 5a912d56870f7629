"""`flash check`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import PLACE, Invocation, pass_invocation
from flashcards.cli.terminal.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.services.decks.check import Checked, CheckedAgain


@click.command()
@click.argument("path", nargs=-1, type=PLACE)
@click.option("--json", "shape", flag_value="json", help="Cards, decks and problems as JSON.")
@click.option("--verbose", is_flag=True, help="List the edited cards that kept their history.")
@click.option("--watch", is_flag=True, help="Check again each time you save a deck.")
@pass_invocation
def command(
    invocation: Invocation,
    path: tuple[Path, ...],
    shape: str | None,
    *,
    verbose: bool,
    watch: bool,
) -> None:
    """Without PATH: all decks. PATH is a deck or a folder, here or elsewhere, or a deck's name. A
    check elsewhere makes no collection. The exit code is 1 if there is an error, 0 if there
    are only warnings.

    \b
    Example:
      flash check decks/theory
    """
    from flashcards.services.decks import check
    from flashcards.services.decks.check import last_matches, nearest_orphans
    from flashcards.views.decks.check import outside_line
    from flashcards.views.decks.matches import match_lines

    place = invocation.place_unsaid
    path = check.files_meant(place, path)
    if outside := check.only_checked(place, path):
        say(outside_line(outside, place.root), err=True)
    if check.takes_collection(place, path):
        with invocation.collection(says_matches=True) as collection:
            if verbose:
                matches = last_matches(collection)
                for line in match_lines(matches, nearest_orphans(collection, matches)):
                    say(line)
            again = partial(check.check_again, collection, paths=path)
            found = check.check(collection, path)
            checked = _shown(found, lambda: again(invocation.clock()), shape, watch=watch)
    else:
        found = check.check_loose(place, path)
        checked = _shown(found, partial(check.check_loose_again, place, path), shape, watch=watch)
    if checked.has_errors:
        raise click.exceptions.Exit(1)


def _shown(
    checked: "Checked", again: "Callable[[], CheckedAgain]", shape: str | None, *, watch: bool
) -> "Checked":
    """The problems, shown; the last ones where they are watched."""
    from flashcards.cli.dialogues.watch import watched
    from flashcards.cli.terminal.output import line_width, show
    from flashcards.views.decks.check import checked_view

    def show_problems(found: "Checked") -> None:
        show(checked_view(found, line_width()), shape)

    show_problems(checked)
    return watched(checked, again, show_problems) if watch else checked
