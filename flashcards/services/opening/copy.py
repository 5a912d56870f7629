"""A collection's database copied into another one, of whatever kind; proved to be the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flashcards.core.frozen import dataclass
from flashcards.errors.copies import CopyDiffers, CopyingOntoItself, NotEmpty
from flashcards.services.opening.open import unread_collection
from flashcards.services.own_database import database_file
from flashcards.services.place import Place
from flashcards.services.progress import Progress, in_units, unheard
from flashcards.storage.copies.copy import copy_tables, fingerprint
from flashcards.storage.database.engine import (
    Connection,
    Engine,
    open_database,
    open_existing,
    place_of,
    reading,
    sqlite_url,
    writing,
)
from flashcards.storage.log.log import fact_count
from flashcards.storage.log.machine import machine, renew_machine


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, from where to where, and the digest of the facts that both hold."""

    source: str
    target: str
    facts: int
    schedules: int
    digest: str


def copy(source: str, target: str, now: datetime, progress: Progress = unheard) -> Copied:
    """Copy a database at a URL, a path or a collection's folder into one that has no facts.

    All or nothing: what is written is read back before it is kept. The copy is another machine.
    Raises `NoDatabaseThere`, `CopyingOntoItself`, `NotEmpty` or `CopyDiffers`.
    """
    with _closed(_existing(source)) as old, reading(old) as whole:
        with _closed(_empty(target, now)) as new, writing(new) as part:
            _check(whole, part, place_of(new))
            copy_tables(whole, part, in_units(progress, "rows"))
            before, after = fingerprint(whole), fingerprint(part)
            if before != after:
                raise CopyDiffers(place_of(new))
            renew_machine(part)
        places = place_of(old), place_of(new)
    return Copied(*places, after.facts, after.schedules, after.facts_digest)


def _existing(place: str) -> Engine:
    if "://" in place:
        return open_existing(place)
    file = _file_of(Path(place))
    return open_existing(sqlite_url(file))


def _file_of(path: Path) -> Path:
    """The SQLite file; of a collection's folder, its database."""
    found = database_file(Place.at(path)) if path.is_dir() else None
    return found or path


def _empty(place: str, now: datetime) -> Engine:
    path = Path(place)
    if "://" not in place and path.is_dir():
        return unread_collection(Place.at(path), now).engine
    return open_database(place if "://" in place else sqlite_url(path))


@contextmanager
def _closed(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()


def _check(source: Connection, target: Connection, place: str) -> None:
    if machine(source) == machine(target):
        raise CopyingOntoItself(place)
    if facts := fact_count(target):
        raise NotEmpty(place, facts)
