"""Backups of a collection's database: made, listed and pruned, in its home on this machine."""

from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from flashcards.core.pruning import in_room, kept
from flashcards.core.study_day import Moment, study_day
from flashcards.services.collection import Collection
from flashcards.services.progress import Progress, in_percent, unheard
from flashcards.storage.copies import backup_note
from flashcards.storage.copies.backup_files import Backup, backups_in
from flashcards.storage.copies.backups import RESTORED_AT, is_large, write_backup
from flashcards.storage.database.engine import reading
from flashcards.storage.database.properties import instant
from flashcards.storage.log.log import fact_count

__all__ = [
    "DAILY",
    "Backup",
    "back_up",
    "backups",
    "begin_beside",
    "daily",
    "is_due",
    "not_made",
    "takes_long",
]

DAILY: Final = "daily"
_OFTEN_ENOUGH: Final = timedelta(hours=1)
"""A backup copies the whole database, so none is made at each command: a lost disk costs at most
the answers of an hour. More of one day take no room for long: of a past day the newest stays."""

_ROOM: Final = 1_000_000_000
"""Bytes that all backups of a collection may take together, where they are more than a few."""


def back_up(
    collection: Collection, now: datetime, why: str, progress: Progress = unheard
) -> Backup | None:
    """Make a backup and prune the older ones; None where the log is empty, so nothing can be lost.

    `why` is words of small letters joined by hyphens. Raises a `FlashError` where it cannot be
    made whole.
    """
    folder = collection.place.backups
    made = write_backup(collection.engine, folder, now, why, in_percent(progress))
    if made is not None:
        backup_note.forget(folder)
        _prune(folder, now, collection.settings.rollover_hour)
    return made


def backups(collection: Collection) -> list[Backup]:
    """The collection's backups, the newest first."""
    return backups_in(collection.place.backups)


def daily(collection: Collection, moment: Moment, progress: Progress = unheard) -> Backup | None:
    """The study day's backup, and another after each hour, where the log has changed since."""
    if not is_due(collection, moment):
        return None
    return back_up(collection, moment.now, DAILY, progress)


def is_due(collection: Collection, moment: Moment) -> bool:
    """Whether the study day's backup is to be made, or another because an hour has gone by."""
    there = backups(collection)
    today, rollover_hour = collection.today(moment), collection.settings.rollover_hour
    for one in there:
        is_todays = study_day(one.at, moment.zone, rollover_hour) == today
        if one.why == DAILY and is_todays and moment.now - one.at <= _OFTEN_ENOUGH:
            return False
    return not (there and _is_current(collection, there[0]))


def takes_long(collection: Collection) -> bool:
    """Whether a backup takes so long that nobody is to wait for it."""
    return is_large(collection.engine)


def begin_beside(collection: Collection) -> bool:
    """Note that another process makes a backup; False where one does. Raises `CannotWrite`."""
    return backup_note.begin(collection.place.backups)


def not_made(collection: Collection) -> str | None:
    """Why the last backup that another process was to make is not there; None where nothing is."""
    return backup_note.failure(collection.place.backups)


def _is_current(collection: Collection, newest: Backup) -> bool:
    """Whether it has the log as it is: as many facts, and made since the last restoring.

    Facts are never removed but by restoring, so as many are the same.
    """
    with reading(collection.engine) as connection:
        restored_at = instant(connection, RESTORED_AT)
        if restored_at is not None and newest.at <= restored_at:
            return False
        return newest.facts == fact_count(connection)


def _prune(folder: Path, now: datetime, rollover_hour: int) -> None:
    """Remove backups that have no place any more, or no room.

    Days are counted in UTC: they must not move when the learner travels.
    """
    there = backups_in(folder)[::-1]
    made_on = [study_day(one.at, timezone.utc, rollover_hour) for one in there]
    places = sorted(kept(made_on, study_day(now, timezone.utc, rollover_hour)))
    staying = [there[place] for place in places]
    made_at, sizes = [one.at for one in staying], [one.bytes for one in staying]
    roomy = {staying[place].path for place in in_room(made_at, sizes, _ROOM, now)}
    for backup in there:
        if backup.path not in roomy:
            with suppress(OSError):  # the next backup tries again
                backup.path.unlink()
