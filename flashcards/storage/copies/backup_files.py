"""Backups as files: a name that says when, why and how many facts, and a folder that is private."""

import gzip
import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from flashcards.core.frozen import dataclass
from flashcards.errors.backups import DamagedBackup
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.database.file_identity import PRIVATE_FOLDER, make_private

PACKED: Final = ".gz"
_NAME: Final = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)-([a-z]+(?:-[a-z]+)*)-(\d+)\.db(\.gz)?", re.ASCII
)
_TIME: Final = "%Y-%m-%dT%H-%M-%SZ"
_SECOND: Final = timedelta(seconds=1)
_WORK: Final = ".part-"
_LEFT_BEHIND_S: Final = 3_600
_LEVEL: Final = 6
_WORTH_IT: Final = 0.8
"""Packed, a backup takes no more than this of its size, or it stays as it is."""
_BYTES_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: when and why it was made, the bytes it takes, the facts in its log, its file."""

    at: datetime
    why: str
    bytes: int
    facts: int
    file: str

    @property
    def path(self) -> Path:
        """Its file."""
        return Path(self.file)


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first; none where it is not there."""
    try:
        found = [backup for path in folder.iterdir() if (backup := backup_of(path))]
    except FileNotFoundError:
        return []
    except OSError as failure:
        raise CannotRead(folder, _reason(failure)) from failure
    return sorted(found, key=lambda backup: (backup.at, backup.facts), reverse=True)


def backup_of(path: Path) -> Backup | None:
    """The backup in a file, by its name; None where it has another, or has just gone."""
    name = _NAME.fullmatch(path.name)
    if name is None or path.is_dir():
        return None
    try:
        at = datetime.strptime(name[1], _TIME).replace(tzinfo=timezone.utc)
        return Backup(at, name[2], path.stat().st_size, int(name[3]), str(path))
    except (ValueError, FileNotFoundError):
        return None


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A private folder inside a private folder, gone when the block ends.

    What a crash left behind goes, too, when nothing has been written there for an hour.
    """
    try:
        make_private_folders(folder)
        with TemporaryDirectory(prefix=_WORK, dir=folder) as name:
            work = Path(name)
            _sweep(folder, _written_at(work) - _LEFT_BEHIND_S)
            yield work
    except OSError as failure:
        raise CannotWrite(folder, _reason(failure)) from failure


def put(file: Path, folder: Path, at: datetime, why: str, facts: int) -> Backup:
    """Give a finished file its name, in the first free second from `at` on; durable on return.

    Processes that meet in one second have written the same log, or names that differ.
    """
    taken = {backup.at for backup in backups_in(folder)}
    at = at.astimezone(timezone.utc).replace(microsecond=0)
    while at in taken:
        at += _SECOND
    target = folder / f"{at:{_TIME}}-{why}-{facts}{''.join(file.suffixes)}"
    with file.open("rb+") as written:
        os.fsync(written.fileno())
    file.replace(target)
    sync_folder(folder)
    return Backup(at, why, target.stat().st_size, facts, str(target))


def packed(file: Path, progress: Callable[[int, int], None]) -> Path:
    """The file packed, beside it; or the file, where packing does not pay."""
    size = file.stat().st_size
    target = private(file.with_name(file.name + PACKED))
    with (
        file.open("rb") as source,
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as out,
    ):
        _pour(source, out, lambda done: progress(done, size))
    return target if target.stat().st_size <= _WORTH_IT * size else file


def unpack(backup: Path, target: Path) -> None:
    """Write what is packed in a backup; raises `DamagedBackup` or `CannotRead`."""
    try:
        packed_file = backup.open("rb")
    except OSError as failure:
        raise CannotRead(backup, _reason(failure)) from failure
    with packed_file, private(target).open("wb") as out, gzip.GzipFile(fileobj=packed_file) as file:
        for chunk in _whole_chunks(file, backup):
            out.write(chunk)


def private(path: Path) -> Path:
    """The path, with an empty file there that only its owner may read."""
    make_private(path)
    return path


def _whole_chunks(file: gzip.GzipFile, backup: Path) -> Iterator[bytes]:
    while True:
        try:
            chunk = file.read(_BYTES_AT_ONCE)
        except (gzip.BadGzipFile, EOFError, zlib.error) as failure:
            raise DamagedBackup(backup, str(failure)) from failure
        if not chunk:
            return
        yield chunk


def _pour(source: BinaryIO, out: gzip.GzipFile, told: Callable[[int], None]) -> None:
    while chunk := source.read(_BYTES_AT_ONCE):
        out.write(chunk)
        told(source.tell())


def make_private_folders(folder: Path) -> None:
    """Make the folder and those above it that are not there; raises `OSError`."""
    for one in reversed([folder, *folder.parents]):
        if not one.is_dir():
            one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _sweep(folder: Path, before: float) -> None:
    for left in folder.glob(f"{_WORK}*"):
        with suppress(FileNotFoundError):
            if max(map(_written_at, [left, *left.iterdir()])) < before:
                shutil.rmtree(left, ignore_errors=True)


def _written_at(path: Path) -> float:
    """By the file system's own clock."""
    return path.stat().st_mtime


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system lets a folder be opened."""
    with suppress(PermissionError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _reason(failure: OSError) -> str:
    return failure.strerror or str(failure)
