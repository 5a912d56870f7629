"""Deck files on disk: which there are, and their bytes; and what else is in a folder."""

import os
import time
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from flashcards.core.card import Source
from flashcards.core.decks.natural_order import path_key
from flashcards.core.frozen import dataclass
from flashcards.core.problem import Problem, Severity
from flashcards.errors.files import CannotRead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flashcards.core.decks.files.ignore_rules import IgnoreRule

_IGNORE_FILES: Final = (".flashignore", ".gitignore")
_NEVER_READ: Final = "node_modules"
_RECENT_NS: Final = 2_000_000_000
"""A file that is written twice within a tick of the file system keeps its time: FAT counts in steps
of 2 s. What is younger is not trusted to be what its size and time say, and is read again."""

_PIECE: Final = 1 << 18
_IGNORED_AT: Final = -1


@dataclass(frozen=True, slots=True)
class DeckFile:
    """A deck file as the file system sees it; `mtime_ns` is -1 where it is too recent to trust.

    `is_folder`: a folder that cannot be looked into, and may hold any number of decks.
    """

    path: str
    size: int
    mtime_ns: int
    is_folder: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What a deck file holds: its digest and text, or None and the problem that hides it."""

    digest: str
    text: str | None
    problem: Problem | None = None


class _Ruling(NamedTuple):
    """The rules of an ignore file, and how long the path of its folder is."""

    folder: int
    rules: "tuple[IgnoreRule, ...]"

    def keeps_out(self, path: bytes, *, is_folder: bool) -> bool:
        from flashcards.core.decks.files.ignore_rules import is_ignored

        return is_ignored(self.rules, path[self.folder :], is_folder=is_folder)


def deck_files(root: Path) -> list[DeckFile]:
    """Every `*.md` below the collection that is not ignored, in natural order.

    Folders that cannot be looked into stand among them; raises `CannotRead` for `root` itself.
    """
    recent = time.time_ns() - _RECENT_NS
    entries = _entries_below(root, b"", (), _is_markdown)
    found = (_deck_file(root, entry, recent) for entry in entries)
    return sorted(found, key=lambda file: path_key(file.path))


def paths_below(folder: Path) -> list[str]:
    """Whatever is below a folder and not ignored, by path: files, links, folders closed to us.

    Raises `CannotRead` for the folder itself.
    """
    return sorted(
        os.path.relpath(entry.path, folder).replace(os.sep, "/")
        for entry in _entries_below(folder, b"", (), None)
    )


def read_deck_file(root: Path, path: str) -> Content:
    """The text of a deck file; UTF-8, with or without a byte-order mark."""
    try:
        content = (root / path).read_bytes()
    except OSError as failure:
        return Content("", None, _unreadable(path, failure))
    digest = blake2b(content, digest_size=16).hexdigest()
    try:
        return Content(digest, content.decode("utf-8-sig"))
    except UnicodeDecodeError as failure:
        return Content(digest, None, _not_utf8(path, content, failure.start))


def _unreadable(path: str, failure: OSError) -> Problem:
    if "\\x" in path:
        return _error(path, 1, "the file's name is not UTF-8", "rename the file")
    reason = (failure.strerror or str(failure)).lower()
    return _error(path, 1, f"cannot be read: {reason}", "check the file and its permissions")


def written(path: str) -> str:
    """The path as text; a name that is not UTF-8 is escaped, and so names no file."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _not_utf8(path: str, content: bytes, offset: int) -> Problem:
    before = content[:offset].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    return _error(path, line, "not UTF-8 from here on", "save the file as UTF-8")


def _error(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(Source(path, line), Severity.ERROR, message, hint)


def _deck_file(root: Path, entry: "os.DirEntry[str]", recent: int) -> DeckFile:
    path = written(os.path.relpath(entry.path, root).replace(os.sep, "/"))
    if entry.is_dir(follow_symlinks=False):
        return DeckFile(path, 0, _IGNORED_AT, is_folder=True)
    try:
        stat = entry.stat()
    except OSError:
        return DeckFile(path, 0, _IGNORED_AT)
    return DeckFile(
        path, stat.st_size, stat.st_mtime_ns if stat.st_mtime_ns < recent else _IGNORED_AT
    )


def _entries_below(
    folder: Path,
    path: bytes,
    outer: "tuple[_Ruling, ...]",
    wanted: "Callable[[os.DirEntry[str]], bool] | None",
) -> "Iterator[os.DirEntry[str]]":
    """What is wanted below a folder, whose path below the root ends in `/`, if not empty."""
    entries = _entries(folder)
    rulings = outer + tuple(_Ruling(len(path), rules) for rules in _ignore_rules(folder))
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and wanted is not None and not wanted(entry):
            continue
        below = path + os.fsencode(entry.name)
        if any(one.keeps_out(below, is_folder=is_folder) for one in rulings):
            continue
        if is_folder:
            try:
                yield from _entries_below(Path(entry.path), below + b"/", rulings, wanted)
            except (CannotRead, PermissionError):
                yield entry
        else:
            yield entry


def _is_markdown(entry: "os.DirEntry[str]") -> bool:
    return entry.name.endswith(".md") and _is_deck(entry)


def _is_deck(entry: "os.DirEntry[str]") -> bool:
    """Whether it is a file, or a link to one or to nothing."""
    if not entry.is_symlink():
        return entry.is_file()
    try:
        return S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def is_skipped(name: str) -> bool:
    """Whether files and folders of that name are never looked at, wherever they are."""
    return name.startswith(".") or name == _NEVER_READ


def _entries(folder: Path) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not is_skipped(entry.name)]
    except OSError as failure:
        raise CannotRead(folder, failure.strerror or str(failure)) from failure


def _ignore_rules(folder: Path) -> "Iterator[tuple[IgnoreRule, ...]]":
    for name in _IGNORE_FILES:
        file = folder / name
        if file.is_file():
            from flashcards.core.decks.files.ignore_rules import ignore_rules

            yield ignore_rules(read_bytes(file))


def is_below(path: Path, folder: Path) -> bool:
    """Whether a path leads into a folder, whose own path has no links in it, or to it."""
    real, above = os.path.realpath(path), str(folder)
    return real == above or real.startswith(above.rstrip(os.sep) + os.sep)


def opened_file(path: Path) -> "IO[bytes]":
    """A file, open to be read; raises `CannotRead`."""
    try:
        return path.open("rb")
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure


def pieces_of(path: Path) -> "Iterator[bytes]":
    """What a file holds, a piece at a time; raises `CannotRead`."""
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure


def read_bytes(path: Path) -> bytes:
    """All that a file holds; raises `CannotRead`."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise CannotRead(path, failure.strerror or str(failure)) from failure
