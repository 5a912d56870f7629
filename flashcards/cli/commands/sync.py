"""`flash sync`."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say

if TYPE_CHECKING:
    from flashcards.services.collection import Collection, Synced


@click.command()
@click.option(
    "--on/--off",
    "switched",
    default=None,
    help="Keep the database outside the folder, or inside it again.",
)
@pass_invocation
def command(invocation: Invocation, *, switched: bool | None) -> None:
    """Each computer writes files of its own in .flash/log, so git never finds a conflict.

    This writes what is new here, and reads what other computers wrote. Git, a file-sync service or
    a USB stick has to carry the folder. Use --on if a file-sync service carries it.

    \b
    Example:
      git pull && flash sync && git add -A && git commit -m answers && git push
    """
    from flashcards.cli.exchange import say_warnings
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.sync import sync
    from flashcards.services.opening.sync_switch import turn_off, turn_on
    from flashcards.views.exchange import merged_line, switched_line

    if switched:
        invocation = _meant(invocation)
        turn_on(invocation.place)
    with invocation.collection(says_synced=False) as collection:
        synced = sync(collection, invocation.clock().now, progress("Merging"))
        _say(collection, synced.after(collection.synced))
    if switched is False:
        merged = turn_off(invocation.place, invocation.clock(), progress("Merging"))
        if merged is not None:
            say(merged_line(*merged))
            say_warnings(merged[1])
    if switched is not None:
        say(switched_line(on=switched))


def _meant(invocation: Invocation) -> Invocation:
    """Where sync is turned on: a folder that is no collection becomes one, if the learner says so.

    The user's own collection, which no folder leads to, has to be named: `NoCollectionHere`.
    """
    from flashcards.errors.collections import NoCollectionHere
    from flashcards.views.exchange import beginning_question

    if not invocation.place_unsaid.is_default:
        return invocation
    here = invocation.here
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if asks and click.confirm(beginning_question(here), default=True):
        return replace(invocation, named=here)
    raise NoCollectionHere(here)


def _say(collection: "Collection", synced: "Synced") -> None:
    from flashcards.cli.exchange import say_warnings
    from flashcards.services.decks.check import deck_copies
    from flashcards.services.opening.sync_switch import left_inside
    from flashcards.views.exchange import conflict_lines, left_inside_line, synced_lines

    database = left_inside(collection)
    for line in synced_lines(synced):
        say(line)
    say_warnings(synced)
    if database is not None:
        say(f"flash: {left_inside_line(database)}", err=True)
    for line in conflict_lines(deck_copies(collection)):
        say(f"flash: {line}", err=True)
