"""What becomes of a backup that another process makes: a note in the folder, gone when it is made.

The note is empty from before that process begins, and held by it, so that whatever ends it is
seen; where it fails it leaves its sentence there.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from flashcards.errors.backups import BackupCutShort
from flashcards.errors.files import CannotWrite
from flashcards.storage.copies.backup_files import make_private_folders
from flashcards.storage.files.held_file import held
from flashcards.storage.files.whole_file import PRIVATE, write_text

_NOTE: Final = "unfinished.txt"
_BEGINNING_S: Final = 60
"""So long a process may take until it holds the note."""


def begin(folder: Path) -> bool:
    """Note that a backup begins; False where one is under way. Raises `CannotWrite`."""
    if _is_under_way(folder):
        return False
    try:
        make_private_folders(folder)
    except OSError as failure:
        raise CannotWrite(folder, failure.strerror or str(failure)) from failure
    write_text(folder / _NOTE, "", PRIVATE)
    return True


@contextmanager
def making(folder: Path) -> Iterator[bool]:
    """While this lasts, the backup is under way; False where another process makes it."""
    with held(folder / _NOTE) as is_ours:
        yield is_ours


def note_failure(folder: Path, said: str) -> None:
    """Leave word why there is no backup; raises `CannotWrite`."""
    write_text(folder / _NOTE, said, PRIVATE)


def forget(folder: Path) -> None:
    """Say that there is a backup."""
    (folder / _NOTE).unlink(missing_ok=True)


def failure(folder: Path) -> str | None:
    """Why the last backup that another process was to make is not there; None where nothing is."""
    try:
        said = (folder / _NOTE).read_text(encoding="utf-8")
    except OSError:
        return None
    if said:
        return said
    return None if _is_under_way(folder) else str(BackupCutShort())


def _is_under_way(folder: Path) -> bool:
    """Whether a process makes one, or may not have come to it yet."""
    note = folder / _NOTE
    try:
        there = note.stat()
    except OSError:
        return False
    if there.st_size:
        return False
    # What is not held by then never will be: to look at once would take it from who comes to it.
    if abs(time.time() - there.st_mtime) < _BEGINNING_S:
        return True
    with held(note) as is_free:
        return not is_free
