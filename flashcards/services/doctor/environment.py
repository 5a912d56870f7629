"""What stands around the database: versions, settings, permissions."""

import os
import platform
import shutil
import stat
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Final

from flashcards.services.doctor.examined import DatabaseState, Examined
from flashcards.services.doctor.finding import (
    Check,
    Finding,
    Remedy,
    known,
    parts,
    repairable,
    wrong,
)
from flashcards.storage.copies.sqlite_file import with_its_logs
from flashcards.storage.database.tables import SCHEMA_VERSION

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_PERMISSIONS: Final = 0o777
_LEAST_FREE: Final = 500_000
_EFFECTIVE: Final = os.access in os.supports_effective_ids


def versions(found: Examined) -> Iterator[Finding]:
    """What runs here, and whether it is too old for the database."""
    program, fsrs = metadata.version("flash-review"), metadata.version("fsrs")
    python = platform.python_version()
    yield known(
        Check.VERSION, f"flash {program}, schema {SCHEMA_VERSION}, Python {python}, fsrs {fsrs}"
    )
    if found.state is DatabaseState.NEWER:
        yield wrong(Check.VERSION, *parts(found.complaints[0]))


def settings(found: Examined) -> Iterator[Finding]:
    """Whether `flash.toml` can be read and every value is in its range."""
    if found.unsettled is not None:
        yield wrong(Check.SETTINGS, *parts(str(found.unsettled)))


def permissions(found: Examined) -> Iterator[Finding]:
    """What others could read, and what cannot be written."""
    for path, mode in too_open(found):
        there = stat.S_IMODE(path.stat().st_mode)
        message = f"{path} is {there:04o}, it should be {mode:04o}: others could read it"
        yield repairable(Check.PERMISSIONS, message, Remedy.PERMISSIONS)
    for path in _private(found):
        if not os.access(path, os.R_OK | os.W_OK, effective_ids=_EFFECTIVE):
            yield wrong(
                Check.PERMISSIONS, f"{path} cannot be written", "give yourself the right to"
            )
    yield from () if found.file is None else full(found.file.parent)


def full(folder: Path, least: int = _LEAST_FREE) -> Iterator[Finding]:
    """Whether the disk of a folder has too few bytes left for SQLite to write an answer."""
    free = shutil.disk_usage(folder).free if folder.exists() else least
    if free < least:
        message = f"the disk of {folder} is full, {free // 1_000:,} kB are free"
        yield wrong(Check.PERMISSIONS, message, "make room on it: until then nothing is saved")


def too_open(found: Examined) -> Iterator[tuple[Path, int]]:
    """What others may read or write, and the permissions it should have."""
    for path in _private(found) if os.name == "posix" else ():
        mode = _PRIVATE_FOLDER if path.is_dir() else _PRIVATE_FILE
        if stat.S_IMODE(path.stat().st_mode) & _PERMISSIONS & ~mode:
            yield path, mode


def _private(found: Examined) -> Iterator[Path]:
    """What concerns nobody else: flash's folders, the database, backups; not what git carries."""
    paths = [found.place.hidden, found.home, found.backups]
    yield from _there(paths)
    yield from [] if found.file is None else _files(found.file)
    yield from (path for path in _there(found.backups.glob("*.db*")) if path.is_file())


def _files(database: Path) -> list[Path]:
    """The database with what SQLite keeps beside it, and those that were damaged."""
    aside = database.parent.glob(f"{database.name}.damaged-*")
    return [*with_its_logs(database), *sorted(aside)]


def _there(paths: Iterable[Path]) -> Iterator[Path]:
    return (path for path in paths if path.exists())
