"""The log as text: a file a machine, a fact a line, only ever appended to."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from io import BufferedRandom
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from flashcards.core.fact_record import fact_of_record, is_malformed, record
from flashcards.core.log import Fact
from flashcards.errors import CannotRead, CannotWrite

SUFFIX: Final = ".jsonl"
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_TAIL_BYTES: Final = 4_096


class Line(NamedTuple):
    """A line: the byte up to which the file is read with it, and its fact; None if it says none."""

    end: int
    fact: Fact | None


class Mark(NamedTuple):
    """How far a file was read: a byte, and a digest of what stood right before it."""

    end: int
    tail: str


START: Final = Mark(0, "")


def log_files(folder: Path) -> list[Path]:
    """Every log file in a folder, by name; what is no file, or has no name in text, is none."""
    found = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file() and path.name.isprintable())


def lines(path: Path, begin: int = 0) -> Iterator[Line]:
    """The lines from a byte on, in flat memory; raises `CannotRead`.

    A last line without its end is still being written: its fact counts if it is whole, but the
    file is not read beyond it.
    """
    try:
        with path.open("rb") as file:
            file.seek(begin)
            for line in file:
                is_whole = line.endswith(b"\n")
                fact = _fact(line)
                begin += len(line) if is_whole else 0
                if fact is not None or (is_whole and line.strip()):
                    yield Line(begin, fact)
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure


def line_at(path: Path, end: int) -> int:
    """The 1-based number of the line that ends at a byte."""
    with path.open("rb") as file:
        return file.read(end).count(b"\n")


def mark(path: Path, end: int) -> Mark:
    """What tells later whether a file still begins with its first `end` bytes; none at 0."""
    if not end:
        return START
    with path.open("rb") as file:
        begin = max(0, end - _TAIL_BYTES)
        file.seek(begin)
        return Mark(end, hashlib.sha256(file.read(end - begin)).hexdigest())


def size(path: Path) -> int:
    """Bytes of a file; 0 where there is none."""
    return path.stat().st_size if path.exists() else 0


def append_lines(path: Path, new: Iterable[Fact]) -> int:
    """Add facts, durable when the function returns; how many. None makes no file.

    A half line that a crash left at the end goes, one that only lacks its end gets it; nothing
    else is ever changed. Raises `CannotWrite`.
    """
    waiting = iter(new)
    first = next(waiting, None)
    if first is None:
        return 0
    try:
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _PRIVATE_FILE)
        with os.fdopen(descriptor, "r+b") as file:
            return _append(file, chain([first], waiting))
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def text_of(fact: Fact) -> str:
    """A fact as one line of JSON, without its end."""
    return json.dumps(record(fact), ensure_ascii=False, separators=(",", ":"))


def _append(file: BufferedRandom, new: Iterable[Fact]) -> int:
    end = _end_of_last_line(file)
    file.seek(end)
    if _fact(file.read()) is None:
        file.truncate(end)
        file.seek(end)
    else:
        file.write(b"\n")
    count = sum(1 for fact in new if file.write(text_of(fact).encode() + b"\n"))
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


def _fact(line: bytes) -> Fact | None:
    try:
        said = json.loads(line)
        fact = fact_of_record(said) if isinstance(said, dict) else None
        if fact is None or is_malformed(fact):
            return None
        text_of(fact).encode()
    except (ValueError, OverflowError, RecursionError):
        return None
    return fact
