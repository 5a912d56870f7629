"""Whether a log file still holds what it held when it was read."""

import time
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

from flashcards.storage.log.files import Mark, Reach, beginning

_REST_NS: Final = 86_400 * 10**9
"""A file that was changed within a day is not trusted to be what its size and time say: what
another program has just written may still be lost with the power, size and time kept."""
UNTRUSTED: Final = -1


class FileMark(NamedTuple):
    """A file as it was read: its bytes and when it was changed, and how far it was read."""

    size: int
    mtime_ns: int
    end: int
    digest: str


class Change(Enum):
    """What became of a file since it was read."""

    NONE = auto()
    GROWN = auto()
    REPLACED = auto()


class Compared(NamedTuple):
    """What became of a file; `reach` is its known beginning, empty where it was replaced."""

    change: Change
    reach: Reach


class FileState(NamedTuple):
    """A file as the file system sees it; `mtime_ns` is -1 where it is too recent to trust."""

    size: int
    mtime_ns: int

    def read_to(self, mark: Mark) -> FileMark:
        """The file, read so far."""
        return FileMark(*self, *mark)


def file_state(path: Path) -> FileState | None:
    """What the file system says of a file; None where there is none."""
    try:
        there = path.stat()
    except OSError:
        return None
    is_at_rest = there.st_mtime_ns < time.time_ns() - _REST_NS
    return FileState(there.st_size, there.st_mtime_ns if is_at_rest else UNTRUSTED)


def compared(path: Path, state: FileState, known: FileMark | None) -> Compared:
    """The file beside what is known of it; a last line without its end is always read again."""
    if known is None:
        return Compared(Change.GROWN, Reach())
    if state.mtime_ns != UNTRUSTED and state == known[:2]:
        return Compared(Change.NONE, Reach())
    reach = beginning(path, known.end) if state.size >= known.size else None
    if reach is None or reach.mark != known[2:]:
        return Compared(Change.REPLACED, Reach())
    return Compared(Change.NONE if state.size == known.end else Change.GROWN, reach)
