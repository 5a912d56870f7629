"""A backup put back: what is there is backed up first, and replaced all at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone, tzinfo
from pathlib import Path
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.json_values import instant_text, local_text
from flashcards.errors.backups import AmbiguousBackup, NoBackups, NoSuchBackup
from flashcards.errors.databases import DamagedDatabase, NotADatabase
from flashcards.services.backup import back_up
from flashcards.services.opening.open import open_collection, unread_collection
from flashcards.services.own_database import database_file, missing_database
from flashcards.services.place import Place
from flashcards.services.progress import Progress, in_percent, unheard
from flashcards.storage.copies.backup_files import Backup, backup_of, backups_in, workplace
from flashcards.storage.copies.backups import move_aside, prepare, replace_content
from flashcards.storage.database.engine import Engine, reading
from flashcards.storage.log.log import review_count

WHY: Final = "before-restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what became of what was there.

    `lost` is how many answers more there were than the backup has; `before` is their backup, and
    `aside` where a database was moved that was too damaged for one.
    """

    file: Path
    backup: Backup | None
    answers: int
    lost: int
    before: Backup | None = None
    aside: Path | None = None


def restore(
    place: Place,
    now: datetime,
    said: str | None,
    progress: Progress = unheard,
    *,
    zone: tzinfo = timezone.utc,
) -> Restored:
    """Put back the newest backup, or the one of which `said` is a file or the beginning of a time.

    The time may be one in `zone` or in UTC. Other processes wait, and then see it; a crash leaves
    the one or the other. Raises `NoBackups`, `NoSuchBackup`, `AmbiguousBackup`, `DamagedBackup`,
    or what making a backup raises.
    """
    folder = place.backups
    chosen = _chosen(folder, said, zone)
    with workplace(folder) as work, _closing(prepare(chosen, work, now)) as source:
        answers = _answers(source)
        aside = None
        try:
            lost, before = _replace(place, now, source, progress)
        except (DamagedDatabase, NotADatabase):
            aside = _moved_aside(place, now)
            lost, before = _replace(place, now, source, progress)
    with open_collection(place, now, progress):
        return Restored(chosen, backup_of(chosen), answers, lost - answers, before, aside)


def backups_meant(place: Place) -> list[Backup]:
    """The backups of the collection meant, the newest first, even where its database is gone."""
    return backups_in(place.backups)


def backups_without_database(place: Place) -> list[Backup]:
    """The backups, newest first, of a collection whose database is gone; none where it is there."""
    if missing_database(place) is None:
        return []
    return backups_meant(place)


def _chosen(folder: Path, said: str | None, zone: tzinfo) -> Path:
    found = backups_in(folder)
    if said is None:
        if not found:
            raise NoBackups(folder)
        return found[0].path
    start = said.upper().replace(" ", "T")
    times = {one.path: (local_text(one.at, zone), instant_text(one.at)) for one in found}
    whole = [one for one in found if start in times[one.path]]
    named = whole or [o for o in found if any(time.startswith(start) for time in times[o.path])]
    if len(named) > 1:
        raise AmbiguousBackup(said, [local_text(backup.at, zone) for backup in named])
    if named:
        return named[0].path
    if not Path(said).is_file():
        raise NoSuchBackup(said)
    return Path(said)


def _replace(
    place: Place, now: datetime, source: Engine, progress: Progress
) -> tuple[int, Backup | None]:
    """Back up what is there and replace it; the answers that were there, and their backup."""
    present = unread_collection(place, now, progress)
    with _closing(present.engine) as engine:
        before = back_up(present, now, WHY, progress)
        answers = _answers(engine)
        replace_content(source, engine, before.facts if before else 0, in_percent(progress))
        return answers, before


def _moved_aside(place: Place, now: datetime) -> Path | None:
    file = database_file(place)
    return None if file is None else move_aside(file, now)


def _answers(engine: Engine) -> int:
    with reading(engine) as connection:
        return review_count(connection)


@contextmanager
def _closing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()
