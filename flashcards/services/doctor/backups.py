"""Whether what is kept besides the database can be relied on, and has nothing that it lacks."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.doctor.examined import Examined
from flashcards.services.doctor.finding import (
    Check,
    Finding,
    counted,
    known,
    wrong,
)
from flashcards.services.doctor.log_files import lacked, log_files
from flashcards.services.doctor.sources import Sources
from flashcards.services.own_database import collection_of
from flashcards.services.place import DATABASE
from flashcards.storage.copies.backup_files import backups_in
from flashcards.storage.copies.backup_note import failure as not_made
from flashcards.storage.copies.backups import prepare
from flashcards.storage.copies.salvage import facts_of_backup
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import is_empty

_MAKE_ONE: Final = "make one with `flash backup`"


def backups(found: Examined, there: Sources, collection: Collection | None) -> Iterator[Finding]:
    """The newest backup: its age, whether it is whole, and what only it has."""
    if (failure := not_made(found.backups)) is not None:
        yield wrong(Check.BACKUPS, failure.rstrip("."), _MAKE_ONE)
    if there.backups:
        newest = there.backups[0]
        age = (found.moment.now - newest.at).days
        ago = "less than a day" if age < 1 else counted(age, "day")
        number = counted(len(there.backups), "backup")
        yield known(Check.BACKUPS, f"{number}, the newest {ago} old")
        if failure := _failure(newest.path, found):
            yield wrong(Check.BACKUPS, failure, _MAKE_ONE)
        if collection is not None:
            for backup in there.telling:
                facts = facts_of_backup(backup.path)
                yield from lacked(collection, f"the backup {backup.path}", facts)
    elif collection is not None and _has_facts(collection):
        yield known(Check.BACKUPS, _no_backup(found), _MAKE_ONE)
    if collection is not None:
        yield from log_files(found, there, collection)


def other_databases(found: Examined) -> Iterator[Finding]:
    """Databases on this machine whose collection's folder is gone."""
    for database in sorted(found.home.parent.glob(f"*/{DATABASE}")):
        place = collection_of(database.parent)
        if place is not None and not place.is_dir():
            message = f"the collection {place} is gone, but its database is {database}"
            yield known(Check.ELSEWHERE, message, f"take it in with `flash merge {database}`")


def _failure(backup: Path, found: Examined) -> str | None:
    """Why the backup cannot be relied on; None where it can."""
    try:
        with TemporaryDirectory(prefix="flash-") as folder:
            prepare(backup, Path(folder), found.moment.now).dispose()
    except FlashError as failure:
        return str(failure).rstrip(".")
    return None


def _no_backup(found: Examined) -> str:
    """That there is none since the database was put back from one, or none at all."""
    older = len(backups_in(found.backups))
    if older:
        kept, are = counted(older, "older backup"), "is" if older == 1 else "are"
        return f"no backup was made since the last `flash restore`; {kept} {are} there"
    return "no backup was made of this database yet"


def _has_facts(collection: Collection) -> bool:
    with reading(collection.engine) as connection:
        return not is_empty(connection)
