"""What the learner named, as the files that are read, and what is left where it is."""

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.errors.files import CannotRead
from flashcards.errors.imports import DownloadFirst, NotAFile, NothingToImport, UnknownFormat
from flashcards.formats.foreign import LeftOut
from flashcards.formats.readers import READERS, SAMPLE_BYTES, format_of
from flashcards.services.exchange.import_.starter import STARTER, starter_folder
from flashcards.storage.files.deck_files import paths_below, written

_ADDRESS: Final = ("http:", "https:", "ftp:")
_MEDIA: Final = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"), "picture"),
    **dict.fromkeys((".mp3", ".ogg", ".wav", ".m4a", ".flac", ".opus", ".aac"), "sound"),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, its format, and its path from the folder that was named.

    `folder` is where its pictures may be; `key` tells the source from all others.
    """

    path: Path
    format: str
    name: str
    folder: Path
    key: str

    @property
    def is_in_folder(self) -> bool:
        """Whether the learner named not the file, but a folder that it is in."""
        return "/" in self.name


@dataclass(frozen=True, slots=True)
class FoundSources:
    """The files that are read, and what else was there, each with what it is called."""

    files: tuple[SourceFile, ...]
    others: tuple[tuple[Path, str], ...] = ()

    def left_out(self, brought: Container[Path]) -> tuple[LeftOut, ...]:
        """What stays where it is, but for pictures and sounds that were brought along."""
        counts = Counter(what for path, what in self.others if path not in brought)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return tuple(LeftOut(what, count) for what, count in ordered)


def found_sources(named: Iterable[str], format_: str | None) -> FoundSources:
    """All files below what was named.

    Raises `CannotRead`, `DownloadFirst`, `NotAFile`, `NothingToImport` or `UnknownFormat`.
    """
    files: list[SourceFile] = []
    others: list[tuple[Path, str]] = []
    for one in named:
        if one == STARTER:
            files += _starter_files()
            continue
        path = _existing(one)
        if path.is_dir():
            files += _files_in(path, format_, others)
        else:
            files.append(_file(path, format_))
    return FoundSources(tuple(files), tuple(others))


def endings() -> list[str]:
    """The endings of the files that are read, those of one format beside each other."""
    return [ending for reader in READERS.values() for ending in reader.endings]


def _starter_files() -> Iterator[SourceFile]:
    folder = starter_folder()
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        yield SourceFile(path, "markdown", name, folder, STARTER)


def _existing(named: str) -> Path:
    if named.lower().startswith(_ADDRESS):
        raise DownloadFirst(named)
    if not named.strip():
        raise CannotRead(Path("''"), "there is no such file")
    path = Path(named).expanduser()
    try:
        path.stat()
    except FileNotFoundError:
        reason = "a link to nothing" if path.is_symlink() else "there is no such file"
        raise CannotRead(path, reason) from None
    except OSError as failure:
        raise CannotRead(path, (failure.strerror or str(failure)).lower()) from failure
    if what := _odd(path):
        raise NotAFile(path, what)
    return path


def _odd(path: Path) -> str | None:
    """What a path is that can be read to no end; None for files and folders."""
    if path.is_file() or path.is_dir():
        return None
    if path.is_fifo():
        return "a pipe"
    if path.is_socket():
        return "a socket"
    return "a device"


def _file(path: Path, format_: str | None) -> SourceFile:
    found = format_ or format_of(path.name, sample_of(path))
    if found is None:
        raise UnknownFormat(path, endings())
    real = Path(os.path.realpath(path))
    return SourceFile(path, found, path.name, real.parent, written(str(real)))


def _files_in(
    folder: Path, format_: str | None, others: list[tuple[Path, str]]
) -> Iterator[SourceFile]:
    """The files below a folder that are read; it keeps its name, and they what is above them."""
    real, count = Path(os.path.realpath(folder)), 0
    above = written(real.name).replace("\\", "-")
    for below in paths_below(folder):
        path = real / below
        if (what := _left_in_place(path, real)) is not None:
            others.append((path, what))
            continue
        try:
            found = format_of(path.name, sample_of(path))
        except CannotRead:
            others.append((path, "file closed to you"))
            continue
        if format_ is not None and path.suffix.lower() in READERS[format_].endings:
            found = format_
        if found is None or format_ not in {None, found}:
            others.append((path, _kind_of(path)))
            continue
        count += 1
        name = f"{above}/{below}"
        yield SourceFile(path, found, name, real, written(str(path)))
    if not count:
        raise NothingToImport(folder, endings())


def _left_in_place(path: Path, folder: Path) -> str | None:
    """Why something in a folder is not even looked at."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(folder):
        return "link out of the folder"
    try:
        path.stat()
    except OSError:
        return "link to nothing" if path.is_symlink() else "file closed to you"
    if path.is_dir():
        return "linked folder" if path.is_symlink() else "folder closed to you"
    odd = _odd(path)
    return None if odd is None else odd.removeprefix("a ")


def _kind_of(path: Path) -> str:
    """What a file that is not read is called, by its ending."""
    ending = path.suffix.lower()
    return _MEDIA.get(ending) or (f"{ending[:12]} file" if ending else "file without an ending")


def sample_of(path: Path) -> bytes:
    """The first bytes of a file; raises `CannotRead`."""
    try:
        with path.open("rb") as file:
            return file.read(SAMPLE_BYTES)
    except OSError as failure:
        raise CannotRead(path, (failure.strerror or str(failure)).lower()) from failure
