"""Where facts are kept besides the database: its backups and its log files."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.errors.base import FlashError
from flashcards.errors.files import CannotRead
from flashcards.services.doctor.examined import Examined
from flashcards.storage.copies.backup_files import Backup, backups_in
from flashcards.storage.copies.backups import RESTORED_AT
from flashcards.storage.copies.other_logs import entries_of_file
from flashcards.storage.copies.salvage import facts_of_backup
from flashcards.storage.database.engine import reading
from flashcards.storage.database.properties import instant
from flashcards.storage.log.entries import Entry
from flashcards.storage.log.files import links_out, log_files

_BACKUPS_READ: Final = 3
"""One may be damaged, and the next; a log only grows, so older ones have nothing else."""

WHY_RESTORE: Final = "before-restore"


@dataclass(frozen=True, slots=True)
class Sources:
    """The backups since the database was last put back from one, newest first; the log files.

    `links` lead out of the collection and are not followed.
    """

    backups: tuple[Backup, ...]
    logs: tuple[Path, ...]
    links: tuple[Path, ...] = ()

    @property
    def telling(self) -> tuple[Backup, ...]:
        """The newest backup, and those that had more facts than the one after them."""
        after = [-1, *(one.facts for one in self.backups)]
        pairs = zip(self.backups, after, strict=False)
        return tuple(one for n, (one, then) in enumerate(pairs) if not n or one.facts > then)

    @property
    def hold_facts(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.backups or self.logs)


def sources(found: Examined) -> Sources:
    """What there is."""
    since = _restored_at(found)
    kept = (one for one in backups_in(found.backups) if since is None or _is_later(one, since))
    logs, root = found.place.logs, found.place.root
    return Sources(tuple(kept), tuple(log_files(logs, root)), tuple(links_out(logs, root)))


def saved_facts(there: Sources, zone: tzinfo) -> Iterator[tuple[str, Iterator[Entry]]]:
    """The facts of backups and of log files, each with what holds them.

    A log only grows: older backups have nothing else, unless one had more than the next.
    """
    for backup in dict.fromkeys((*there.backups[:_BACKUPS_READ], *there.telling)):
        at = backup.at.astimezone(zone)
        yield f"the backup of {at:%Y-%m-%d %H:%M}", facts_of_backup(backup.path)
    for path in there.logs:
        yield f"{path.name}", readable_lines(path)


def readable_lines(path: Path) -> Iterator[Entry]:
    """The facts of a log file; lines that say none are passed over."""
    with suppress(CannotRead):
        yield from entries_of_file(path, lambda _path, _end: None)


def _is_later(backup: Backup, restored_at: datetime) -> bool:
    """Whether it holds nothing that the learner gave up by restoring."""
    return backup.at > restored_at and backup.why != WHY_RESTORE


def _restored_at(found: Examined) -> datetime | None:
    """When the database was last put back; None where that is not known."""
    if found.collection is None:
        return None
    try:
        with reading(found.collection.engine) as connection:
            return instant(connection, RESTORED_AT)
    except FlashError:
        return None
