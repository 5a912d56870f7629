"""A sync where a session begins and where it ends, if the collection asks for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from flashcards.cli.clock import Clock
from flashcards.cli.invocation import Invocation
from flashcards.errors import FlashError, NoCollectionHere
from flashcards.services.collection import Collection, Synced
from flashcards.views.text import plain


def meant(invocation: Invocation) -> Invocation:
    """Where sync is turned on: a folder that is no collection becomes one, if the learner says so.

    The user's own collection, which no folder leads to, has to be named: `NoCollectionHere`.
    """
    if not invocation.place_unsaid.is_default:
        return invocation
    here = invocation.here
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    question = f"{plain(str(here))} is no collection yet. Make it one, and sync it?"
    if asks and click.confirm(question, default=True):
        return replace(invocation, named=here)
    raise NoCollectionHere(here)


@contextmanager
def synced(collection: Collection, clock: Clock) -> Iterator[None]:
    """While this lasts, a session goes on; that files cannot be read or written stops none.

    What came in, and what needs a look, is said to a terminal when the session is over.
    """
    if not collection.settings.sync_in_sessions:
        yield
        return
    before = _synced(collection, clock)
    try:
        yield
    finally:
        after = _synced(collection, clock)
        both = after.after(before) if after is not None else before
        if both is not None and sys.stderr.isatty():
            from flashcards.views.exchange import show_taken_in

            show_taken_in(both)


def _synced(collection: Collection, clock: Clock) -> Synced | None:
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.sync import sync

    try:
        return sync(collection, clock().now, progress("Merging"))
    except FlashError as failure:
        click.echo(f"flash: {plain(str(failure))}", err=True)
        return None
