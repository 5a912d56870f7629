"""What is kept of a collection, and all that it holds for; read without SQLAlchemy.

It holds for these deck files, this log, these settings, this program, this place and this time
zone, until time alone changes it. A named database is counted each time.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from flashcards.core.decks import PARSER_VERSION
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.place import Place
from flashcards.storage.database.kept_row import keeping, kept_row
from flashcards.storage.files.deck_files import deck_files
from flashcards.storage.files.program import program_mark
from flashcards.storage.files.settings_file import settings_as_written

if TYPE_CHECKING:
    from flashcards.services.collection import Collection

_UNREADABLE: Final = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)

Says = Callable[[list[Any], Moment, datetime, datetime | None], None]
"""Keeps values of JSON from a moment until an instant; a last one is said in them as a day's start.

Several may be said, each for its own time.
"""


class _Time(NamedTuple):
    """From `since` until before `until`.

    `offsets` are those of the time zone at these two and at `named_at`: where they are the same, so
    are the study day and the instant that a coming one begins.
    """

    since: str
    until: str
    named_at: str | None
    offsets: list[int]

    @classmethod
    def of(cls, moment: Moment, until: datetime, named_at: datetime | None) -> Self:
        """From a moment until an instant."""
        ends, named = until.isoformat(), None if named_at is None else named_at.isoformat()
        return cls(moment.now.isoformat(), ends, named, _offsets(moment, ends, named))

    def has(self, moment: Moment) -> bool:
        """Whether it is that time now, in the time zone that it was made for."""
        since, until = map(datetime.fromisoformat, (self.since, self.until))
        is_time = since <= moment.now < until
        return is_time and self.offsets == _offsets(moment, self.until, self.named_at)


def kept(place: Place, moment: Moment, key: str) -> list[Any] | None:
    """What is kept under a key; None where it is not surely what would be found now."""
    if not place.has_own_database or place.staging.exists():
        return None
    found = kept_row(place.inside if place.inside.exists() else place.outside, key)
    try:
        if found is None or not _are_as_read(place, found.files):
            return None
        marks, *several = json.loads(found.text)
        said = next((list(said) for time, said in several if _Time(*time).has(moment)), None)
        holds = said is not None and marks == _marks(place, found.state)
    except (*_UNREADABLE, OSError, FlashError):
        return None
    return said if holds else None


def may_keep(collection: "Collection") -> bool:
    """Whether the settings and the place let anything be kept.

    Another file may be at the database's path by now. To open it beside the write-ahead log of the
    one that was there would write what that log holds into it.
    """
    if not (collection.place.has_own_database and collection.settings.quick_start):
        return False
    from flashcards.storage.database.engine import reading
    from flashcards.storage.database.file_identity import is_in_place

    with reading(collection.engine) as connection:
        return is_in_place(connection)


@contextmanager
def keeps(collection: "Collection", key: str) -> Iterator[Says]:
    """Keeps what is said while the block lasts, where the settings and the place let it be."""
    place = collection.place
    if not may_keep(collection):
        yield lambda *_: None
        return
    from flashcards.storage.files.settings import read_settings

    several: list[tuple[_Time, list[Any]]] = []

    def say(said: list[Any], moment: Moment, until: datetime, named_at: datetime | None) -> None:
        several.append((_Time.of(moment, until, named_at), said))

    with keeping(Path(str(collection.engine.url.database)), key) as (state, keep):
        yield say
        with suppress(OSError, ValueError, FlashError):  # what cannot be looked at is not kept
            marks = _marks(place, state)
            if state and several and read_settings(place.root) == collection.settings:
                keep(json.dumps([marks, *several]))


def _offsets(moment: Moment, *texts: str | None) -> list[int]:
    """Seconds ahead of UTC, now and at other instants."""
    others = (Moment(datetime.fromisoformat(text), moment.zone) for text in texts if text)
    return [one.utc_offset_s for one in (moment, *others)]


def _marks(place: Place, state: list[int]) -> list[Any]:
    """All else that it holds for: program, folder, settings, and the state of the database."""
    return [program_mark(), str(place.root), settings_as_written(place.root), *state]


def _are_as_read(place: Place, known: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether the database has all deck files as they are, and no others; as a reading sees it."""
    found = deck_files(place.root)
    return known.keys() <= {file.path for file in found} and all(
        file.mtime_ns >= 0 and known.get(file.path) == (file.size, file.mtime_ns, PARSER_VERSION)
        for file in found
    )
