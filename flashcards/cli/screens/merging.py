"""What came in from elsewhere, and what went out."""

from collections.abc import Sequence
from pathlib import Path

import click

from flashcards.cli.text import counted, plain
from flashcards.services.merge import Merged
from flashcards.services.sync import Synced

_SHOWN = 3


def show_merged(other: str, merged: Merged) -> None:
    """How many facts were new."""
    if merged.new:
        click.echo(f"{counted(merged.new, 'fact')} taken in from {plain(other)}.")
    else:
        click.echo(f"Everything in {plain(other)} was here already.")
    _warn(merged.malformed)


def show_synced(synced: Synced, left_inside: Path | None) -> None:
    """How many facts went out and came in; what needs a look."""
    others = counted(synced.files, "other file")
    wrote, took = counted(synced.written, "fact"), counted(synced.taken_in, "fact")
    click.echo(f"{wrote} written, {took} taken in from {others}.")
    if synced.later:
        kept = counted(synced.later, "fact")
        click.echo(f"{kept} of a later version kept: upgrade flash to use them.")
    if left_inside is not None:
        advice = f"`flash merge {plain(str(left_inside))}`, then delete it."
        click.echo(f"flash: A database is left in the folder: {advice}", err=True)
    _warn(synced.malformed)


def show_switched(*, on: bool) -> None:
    """Where the database is now."""
    place = "in this machine's data folder" if on else "in the collection's folder"
    click.echo(f"Sync is {'on' if on else 'off'}: the database is {place}.")


def _warn(malformed: Sequence[str]) -> None:
    for place in malformed[:_SHOWN]:
        click.echo(f"flash: {plain(place)} is no fact: it was passed over.", err=True)
    if len(malformed) > _SHOWN:
        more = counted(len(malformed) - _SHOWN, "more line")
        click.echo(f"flash: {more} that say no fact were passed over.", err=True)
