"""`flash sync`."""

import click

from flashcards.cli.invocation import Invocation, pass_invocation


@click.command()
@click.option(
    "--on/--off",
    "switched",
    default=None,
    help="Keep the database out of the folder from now on, or in it again.",
)
@pass_invocation
def command(invocation: Invocation, *, switched: bool | None) -> None:
    """Each machine appends to files of its own in .flash/log, so git never finds a conflict.

    What is new here is written, what others wrote is read, and what a file no longer holds is
    written again; carrying the folder is left to git, a file-sync service or a stick. Turn it on
    where a file-sync service carries the folder.

    \b
    Example:
      git pull && flash sync && git add -A && git commit -m answers && git push
    """
    from flashcards.cli.syncing import meant
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.decks.check import deck_copies
    from flashcards.services.exchange.sync import sync
    from flashcards.services.opening.sync_switch import left_inside, turn_off, turn_on
    from flashcards.views.exchange import (
        show_copies,
        show_merged,
        show_switched,
        show_synced,
    )

    if switched:
        invocation = meant(invocation)
        turn_on(invocation.place)
    with invocation.collection(says_synced=False) as collection:
        synced = sync(collection, invocation.clock().now, progress("Merging"))
        show_synced(synced.after(collection.synced), left_inside(collection))
        show_copies(deck_copies(collection))
    if switched is False:
        merged = turn_off(invocation.place, invocation.clock(), progress("Merging"))
        if merged is not None:
            show_merged(*merged)
    if switched is not None:
        show_switched(on=switched)
