"""What came in from elsewhere, and what went out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from flashcards.errors import LogLeadsAway
from flashcards.services.collection import Synced
from flashcards.services.exchange.merge import Merged
from flashcards.views.text import counted, plain

_SHOWN = 3


def show_merged(other: str, merged: Merged) -> None:
    """How many facts were new."""
    if merged.new:
        click.echo(f"{counted(merged.new, 'fact')} taken in from {plain(other)}.")
    else:
        click.echo(f"Everything in {plain(other)} was here already.")
    _warn(merged)


def show_synced(synced: Synced, left_inside: Path | None) -> None:
    """How many facts went out and came in; what needs a look."""
    others = counted(synced.files, "other file")
    wrote, took = counted(synced.written, "fact"), counted(synced.taken_in, "fact")
    click.echo(f"{wrote} written, {took} taken in from {others}.")
    _show_needs(synced, err=False)
    if left_inside is not None:
        advice = f"`flash merge {plain(str(left_inside))}`, then delete it."
        click.echo(f"flash: A database is left in the folder: {advice}", err=True)


def show_taken_in(synced: Synced, *, err: bool = True) -> None:
    """What came in beside what was asked for; nothing where nothing did."""
    if synced.taken_in:
        others = counted(synced.files, "log file")
        took = counted(synced.taken_in, "fact")
        click.echo(f"{took} taken in from {others} of other machines.", err=err)
    _show_needs(synced, err=err)


def show_copies(copies: Mapping[str, str]) -> None:
    """Decks that look like conflict copies, the first of them by name."""
    for copy, original in list(copies.items())[:_SHOWN]:
        said = f"{plain(copy)} looks like a conflict copy of {plain(original)}"
        click.echo(f"flash: {said}: `flash check` says what to do.", err=True)
    if len(copies) > _SHOWN:
        click.echo(f"flash: and {len(copies) - _SHOWN} more: see `flash check`.", err=True)


def show_switched(*, on: bool) -> None:
    """Where the database is now."""
    place = "in this machine's data folder" if on else "in the collection's folder"
    click.echo(f"Sync is {'on' if on else 'off'}: the database is {place}.")


def _show_needs(synced: Synced, *, err: bool) -> None:
    """What was written again and kept for later versions; what was passed over."""
    if synced.again:
        again = counted(synced.again, "fact")
        click.echo(f"{again} written again: {_lost(synced.lost)} what it held.", err=err)
    if synced.later:
        kept = counted(synced.later, "fact")
        click.echo(f"{kept} of a later version kept: upgrade flash to use them.", err=err)
    _warn(synced)


def _lost(names: Sequence[str]) -> str:
    """`a.jsonl no longer holds`, and how many such files more there are."""
    more = len(names) - 1
    others = f" (and {counted(more, 'more file')})" if more else ""
    return f"{plain(names[0])}{others} no longer holds"


def _warn(found: Merged | Synced) -> None:
    for link in found.links:
        click.echo(f"flash: {plain(str(LogLeadsAway(link)))}", err=True)
    for place in found.malformed[:_SHOWN]:
        click.echo(f"flash: {plain(place)} is no fact: it was passed over.", err=True)
    more = len(found.malformed) + found.malformed_besides - _SHOWN
    if more > 0:
        lines = counted(more, "more line")
        click.echo(f"flash: {lines} that say no fact were passed over.", err=True)
