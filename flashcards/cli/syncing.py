"""A sync where a session begins and where it ends, if the collection asks for it."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from flashcards.cli.clock import Clock
from flashcards.cli.text import plain
from flashcards.errors import FlashError
from flashcards.services.collection import Collection


@contextmanager
def synced(collection: Collection, clock: Clock) -> Iterator[None]:
    """While this lasts, a session goes on; that files cannot be read or written stops none."""
    if not collection.settings.sync_in_sessions:
        yield
        return
    _sync(collection, clock)
    try:
        yield
    finally:
        _sync(collection, clock)


def _sync(collection: Collection, clock: Clock) -> None:
    from flashcards.cli.progress import progress
    from flashcards.services.sync import sync

    try:
        sync(collection, clock().now, progress("Merging"))
    except FlashError as failure:
        click.echo(f"flash: {plain(str(failure))}", err=True)
