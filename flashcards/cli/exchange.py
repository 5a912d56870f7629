"""What comes in from other machines: it is said, and fetched where a session begins and ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.messages import say
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection, Synced
from flashcards.views.text import plain

if TYPE_CHECKING:
    from flashcards.services.exchange.merge import Merged


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
            say_taken_in(both)


def say_taken_in(synced: Synced, *, err: bool = True) -> None:
    """What came in beside what was asked for; nothing where nothing did."""
    from flashcards.views.exchange import taken_in_lines

    for line in taken_in_lines(synced):
        say(line, err=err)
    say_warnings(synced)


def say_warnings(found: "Merged | Synced") -> None:
    """What was passed over, on standard error."""
    from flashcards.views.exchange import warning_lines

    for line in warning_lines(found):
        say(f"flash: {line}", err=True)


def _synced(collection: Collection, clock: Clock) -> Synced | None:
    from flashcards.cli.terminal.progress import progress
    from flashcards.services.exchange.sync import sync

    try:
        return sync(collection, clock().now, progress("Merging"))
    except FlashError as failure:
        say(f"flash: {plain(str(failure))}", err=True)
        return None
