"""The log as text: a fact a line, files of a machine only ever appended to."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from io import BufferedRandom
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from flashcards.core.log.facts import Fact
from flashcards.core.log.line import fact_on, line_of
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.log.file_names import SUFFIX

if TYPE_CHECKING:
    from flashcards.storage.log.entries import Entry

T = TypeVar("T")

_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_TAIL_BYTES: Final = 4_096
_BLOCK_BYTES: Final = 1 << 20
_NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
"""Nothing is written through a link, wherever it leads."""


class Line(NamedTuple, Generic[T]):
    """A line: the byte up to which the file is read with it, and its fact; None if it says none."""

    end: int
    fact: T | None


class Mark(NamedTuple):
    """How far a file was read: a byte, and the digest of all that stood before it."""

    end: int
    digest: str


START: Final = Mark(0, "")


class Reach:
    """How far a file is read, and what tells later that it still begins like that."""

    def __init__(self) -> None:
        self._end, self._digest = 0, hashlib.sha256()

    def add(self, read: bytes) -> None:
        """Go on with the bytes that follow."""
        self._end += len(read)
        self._digest.update(read)

    @property
    def mark(self) -> Mark:
        """Up to here."""
        return Mark(self._end, self._digest.hexdigest()) if self._end else START


def log_files(folder: Path, root: Path | None = None) -> list[Path]:
    """Every log file in a folder, by name; what is no file, or has no name in text, is none.

    Nor is what lies outside the collection at `root` (or the folder) and is only linked to.
    """
    there = [path for path in _named(folder) if path.is_file() and path.name.isprintable()]
    links = set(links_out(folder, root))
    return [] if folder in links else [path for path in there if path not in links]


def links_out(folder: Path, root: Path | None = None) -> list[Path]:
    """The links that lead out of the collection at `root`: log files, or their folder itself.

    They may come with a folder that others share, and lead to a device or into a secret.
    """
    bounds = [os.path.realpath(root or folder)]
    if folder.is_symlink() and not _is_within(folder, bounds):
        return [folder]
    bounds.append(os.path.realpath(folder))
    links = [path for path in _named(folder) if path.is_symlink()]
    return [path for path in links if not _is_within(path, bounds)]


def _named(folder: Path) -> list[Path]:
    """What has the name of a log file, whatever it is."""
    return sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []


def _is_within(path: Path, bounds: Iterable[str]) -> bool:
    there = Path(os.path.realpath(path))
    return any(there.is_relative_to(bound) for bound in bounds)


def lines(path: Path, begin: int = 0, reach: Reach | None = None) -> Iterator[Line[Fact]]:
    """The lines from a byte on, in flat memory; raises `CannotRead`.

    A last line without its end is still being written: its fact counts if it is whole, but the
    file is not read beyond it; `reach`, that of what stands before `begin`, goes on up to there.
    """
    return _lines(path, begin, reach, fact_on)


def entry_lines(path: Path, begin: int = 0, reach: Reach | None = None) -> "Iterator[Line[Entry]]":
    """The same lines, those of plain answers as rows of the log."""
    from flashcards.storage.log.entries import answer_on

    return _lines(path, begin, reach, lambda line: answer_on(line) or fact_on(line))


def _lines(
    path: Path, begin: int, reach: Reach | None, said_by: Callable[[bytes], T | None]
) -> Iterator[Line[T]]:
    try:
        with path.open("rb") as file:
            file.seek(begin)
            for line in file:
                is_whole = line.endswith(b"\n")
                fact = said_by(line)
                begin += len(line) if is_whole else 0
                if reach is not None and is_whole:
                    reach.add(line)
                if fact is not None or (is_whole and line.strip()):
                    yield Line(begin, fact)
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure


def line_at(path: Path, end: int) -> int:
    """The 1-based number of the line that ends at a byte; raises `CannotRead`."""
    return lines_between(path, 0, end)


def lines_between(path: Path, begin: int, end: int) -> int:
    """How many lines end after one byte and up to another; raises `CannotRead`."""
    return sum(block.count(b"\n") for block in _blocks(path, begin, end))


def beginning(path: Path, end: int) -> Reach | None:
    """The first `end` bytes; None where there are not so many, or they cannot be read."""
    reach = Reach()
    try:
        for block in _blocks(path, 0, end):
            reach.add(block)
    except CannotRead:
        return None
    return reach if reach.mark.end == end else None


def mark(path: Path, end: int) -> Mark:
    """What tells later whether a file still begins with its first `end` bytes; none at 0."""
    reach = beginning(path, end)
    return START if reach is None else reach.mark


def _blocks(path: Path, begin: int, end: int) -> Iterator[bytes]:
    """The bytes from one place to another, as far as there are any; raises `CannotRead`."""
    try:
        with path.open("rb") as file:
            file.seek(begin)
            while block := file.read(min(_BLOCK_BYTES, max(0, end - begin))):
                yield block
                begin += len(block)
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure


def append_lines(path: Path, new: Iterable[Fact]) -> int:
    """Add facts, durable when the function returns; how many. None makes no file.

    What no reader would take as a fact is left out, or it would be missed and written for ever.
    A half line that a crash left at the end goes, one that only lacks its end gets it; nothing
    else is ever changed. Raises `CannotWrite`.
    """
    waiting = iter(new)
    first = next(waiting, None)
    if first is None:
        return 0
    try:
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, _PRIVATE_FILE)
        with os.fdopen(descriptor, "r+b") as file:
            return _append(file, chain([first], waiting))
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def _append(file: BufferedRandom, new: Iterable[Fact]) -> int:
    end = _end_of_last_line(file)
    file.seek(end)
    if fact_on(file.read()) is None:
        file.truncate(end)
        file.seek(end)
    else:
        file.write(b"\n")
    count = sum(1 for line in map(line_of, new) if line is not None and file.write(line))
    file.flush()
    os.fsync(file.fileno())
    return count


def _end_of_last_line(file: BufferedRandom) -> int:
    end = file.seek(0, os.SEEK_END)
    while end:
        begin = max(0, end - _TAIL_BYTES)
        file.seek(begin)
        found = file.read(end - begin).rfind(b"\n")
        if found >= 0:
            return begin + found + 1
        end = begin
    return 0
