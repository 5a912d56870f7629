"""What one call of `flash` was told: the place, the database, the time."""

import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from flashcards.cli.terminal.messages import say
from flashcards.errors.base import FlashError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.cli.clock import Clock
    from flashcards.cli.quick_start import FirstQuestion
    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection
    from flashcards.services.place import Place


PLACE: Final = click.Path(path_type=Path, readable=False)
"""A path as it is said; whether it can be read or written is seen when it is."""


class NowhereToBe(FlashError):
    """The current folder has been deleted."""

    def __init__(self) -> None:
        super().__init__("The current folder is gone: change to another one.")


class CallBegun(NamedTuple):
    """What is known of a call before its words are read: those of a review, what it shows."""

    words: list[str] | None = None
    first: "FirstQuestion | None" = None


_UNKNOWN: Final = CallBegun()


@dataclass(frozen=True)
class Invocation:
    """The options of the whole program, and what is opened with them."""

    named: Path | None
    database: str | None
    fixed_now: str | None
    begun: CallBegun = _UNKNOWN

    @cached_property
    def clock(self) -> "Clock":
        """The clock, or the instant it stands still at; raises `UnparsableTime`."""
        from flashcards.cli.clock import clock

        return clock(self.fixed_now)

    @property
    def first(self) -> "FirstQuestion | None":
        """The question that is on the screen already."""
        first = self.begun.first
        return first if first is not None and first.is_open else None

    @property
    def checks(self) -> bool:
        """Whether what is kept is held against what is found: so it is in all tests."""
        return bool(os.environ.get("FLASH_CHECKS"))

    @property
    def may_show_first(self) -> bool:
        """Whether a person is there to whom the next review may show its first question at once."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def keep_first(self, collection: "Collection") -> None:
        """After a look at the day at a terminal: what `flash review` would begin with."""
        if self.may_show_first:
            from flashcards.cli.dialogues.review.first_frame import keep_first
            from flashcards.cli.dialogues.review.ways import Ways
            from flashcards.errors.settings import KeysRefused
            from flashcards.services.study.review_options import ReviewOptions

            sys.stdout.flush()
            with suppress(KeysRefused):  # the session will say it
                keep_first(collection, self.clock(), ReviewOptions(), Ways(), [])

    def moment_at(self, at: str | None) -> "Moment":
        """Now, or the instant `at` (RFC 3339) in the local zone.

        Raises `UnparsableTime`, or `StillToCome` for one that lies ahead.
        """
        from flashcards.cli.clock import StillToCome, moment_at

        now = self.clock()
        moment = now if at is None else moment_at(at, repr(at))
        if moment.now > now.now:
            raise StillToCome(str(at))
        return moment

    @property
    def here(self) -> Path:
        """The current folder; raises `NowhereToBe`."""
        try:
            return Path.cwd()
        except FileNotFoundError:
            raise NowhereToBe from None

    @cached_property
    def place(self) -> "Place":
        """Where the collection is meant to be; decks here that are not meant are said, once."""
        from flashcards.services.place import passes_over

        found = self.place_unsaid
        if passes_over(found, self.here):
            from flashcards.views.opening import passed_over_line

            say(passed_over_line(found.root), err=True)
        return found

    @cached_property
    def place_unsaid(self) -> "Place":
        """The same, without a word; raises `NoSuchFolder` or `NowhereToBe`."""
        from flashcards.services.place import Place

        return Place.found(self.here, self.named, self.database)

    @contextmanager
    def collection(
        self, *, says_matches: bool = False, says_synced: bool = True
    ) -> "Iterator[Collection]":
        """The collection, its decks read; on first use made, and said.

        What became of edited cards is said to a terminal, and wherever `says_matches` asks for it.
        So is what it begins with from log files, unless the command does (not `says_synced`).
        """
        from flashcards.cli.backups import backed_up, say_lost
        from flashcards.cli.terminal.progress import progress
        from flashcards.services.opening.open import first_use, open_collection

        moment = self.clock()
        created = first_use(self.place)
        if created is not None:
            from flashcards.views.opening import first_use_line

            say(first_use_line(created), err=True)
        say_lost(self.place, moment.zone)
        shown = progress("Opening")
        with open_collection(self.place, moment.now, shown) as collection:
            if created is not None:
                from flashcards.services.exchange.import_.starter import remember_starter_decks

                remember_starter_decks(collection)
            if self.first is not None and (collection.reading.files or collection.waiting):
                self.first.close()  # what has to be said is said on the terminal's own screen
            _say_read(collection, says_matches=says_matches)
            if collection.synced is not None and says_synced and sys.stderr.isatty():
                from flashcards.cli.exchange import say_taken_in

                say_taken_in(collection.synced)
            with backed_up(collection, self.clock):
                yield collection

    @contextmanager
    def history(self) -> "Iterator[Collection]":
        """The collection, for a look at what happened; where there is none yet, an empty one."""
        from flashcards.cli.backups import say_lost
        from flashcards.services.opening.open import is_first_use, nothing_yet

        if self.database is None and is_first_use(self.place_unsaid):
            moment = self.clock()
            say_lost(self.place_unsaid, moment.zone)
            with nothing_yet(moment.now) as collection:
                yield collection
        else:
            with self.collection() as collection:
                yield collection


def _say_read(collection: "Collection", *, says_matches: bool) -> None:
    """Which files of an import still wait, and what became of edited cards."""
    from flashcards.views.text import plain

    for failure in collection.waiting:
        say(f"flash: {plain(failure)}", err=True)
    if collection.reading.matches and (says_matches or sys.stderr.isatty()):
        from flashcards.views.decks.matches import summary_lines

        for line in summary_lines(collection.reading.matches):
            say(line, err=True)


pass_invocation = click.make_pass_decorator(Invocation)
