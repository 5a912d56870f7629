"""Backups that are made and named without being asked for: they keep a collection safe."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import tzinfo
from typing import TYPE_CHECKING

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.messages import say
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.opening.open import log_state
from flashcards.services.own_database import missing_database
from flashcards.services.place import Place

if TYPE_CHECKING:
    from flashcards.services.backup import Backup


@contextmanager
def backed_up(collection: Collection, clock: Clock) -> Iterator[None]:
    """After a block that changed the log, the day's backup, if there is none; after Ctrl-C, too.

    Where it cannot be made, that is said; what was done stays done, and the exit code as it is.
    """
    try:
        yield
    except KeyboardInterrupt:
        _back_up(collection, clock)
        raise
    _back_up(collection, clock)


def say_lost(place: Place, zone: tzinfo) -> None:
    """Say that there are backups of a collection whose database is gone."""
    file = missing_database(place)
    if file is None:
        return
    from flashcards.services.opening.restore import backups_without_database

    found: list[Backup] = []
    with suppress(FlashError):  # it is a hint: what cannot be listed stops nobody
        found = backups_without_database(place)
    if found:
        from flashcards.views.backup import lost_line

        say(lost_line(file, found, zone), err=True)


def _back_up(collection: Collection, clock: Clock) -> None:
    try:
        if log_state(collection) == collection.opened_at:
            return
        from flashcards.services.backup import is_due, not_made

        if (failure := not_made(collection)) is not None:
            _say_not_made(failure)
        moment = clock()
        if is_due(collection, moment):
            _make(collection, moment)
    except FlashError as failure:
        _say_not_made(str(failure))


def _make(collection: Collection, moment: Moment) -> None:
    """Nobody waits for one that takes long: another process makes it, where the system has one."""
    from flashcards.services.backup import DAILY, back_up, begin_beside, takes_long

    if takes_long(collection):
        if not begin_beside(collection):
            return
        from flashcards.cli.beside import begun

        with suppress(OSError):
            begun(collection.place)
            return
    from flashcards.cli.terminal.progress import progress

    back_up(collection, moment.now, DAILY, progress("Backing up"))


def _say_not_made(reason: str) -> None:
    from flashcards.views.backup import not_made_line

    say(f"flash: {not_made_line(reason)}", err=True)
