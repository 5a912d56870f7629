"""Files written aside, durable, until all of them are put in place at once."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.files.whole_file import make_all_durable, make_durable, mode_of, write_bytes

_DIGEST_BYTES: Final = 16
_PRIVATE_FOLDER: Final = 0o700


def digest_of(content: bytes) -> str:
    """What tells one content from another, as decks are told apart."""
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def digest_at(path: Path) -> str | None:
    """The digest of the file at a path; None where none can be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file_digest(file, _digest).hexdigest()
    except OSError:
        return None


def _digest() -> blake2b:
    return blake2b(digest_size=_DIGEST_BYTES)


@dataclass(frozen=True, slots=True)
class LaterContent:
    """What a file is to hold, and is read only when it is written: many are large."""

    named: Path
    digest: str
    read: Callable[[], bytes] = field(compare=False, repr=False)

    def content(self) -> bytes:
        """All of it; raises `CannotRead` where it is another by now."""
        found = self.read()
        if digest_of(found) != self.digest:
            raise CannotRead(self.named, "it changed meanwhile")
        return found


class Staging:
    """A folder beside the decks, on their disk, in which files wait."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, contents: Mapping[str, bytes | LaterContent]) -> None:
        """Write files aside, by their names, durable; the folder is there even for none.

        Raises `CannotWrite`, and what the reading of one raises.
        """
        path = self.folder
        try:
            for folder in (self.folder.parent, self.folder):
                folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
            for name, content in contents.items():
                path = self.folder / name
                path.write_bytes(
                    content.content() if isinstance(content, LaterContent) else content
                )
            make_all_durable([*(self.folder / name for name in contents), self.folder])
        except OSError as failure:
            raise CannotWrite(path, failure.strerror or str(failure)) from failure

    def place(self, name: str, path: Path, mode: int) -> Path:
        """Put a file that waits where it belongs, not yet durable; its folder.

        A file that is there keeps its mode, a new one gets `mode`. Raises `CannotWrite`.
        """
        target = Path(os.path.realpath(path))
        waiting = self.folder / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting.chmod(mode_of(target) or mode)
            try:
                waiting.replace(target)
            except OSError:
                write_bytes(target, waiting.read_bytes())
                waiting.unlink()
        except OSError as failure:
            raise CannotWrite(path, failure.strerror or str(failure)) from failure
        return target.parent

    def clear(self) -> None:
        """Throw away what waits, and the folder."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                path.unlink()
            self.folder.rmdir()
            self.folder.parent.rmdir()  # where the database is elsewhere


def mode_of_new_files() -> int:
    """What the umask leaves; there is no way to see it without setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def in_the_way(path: Path, root: Path) -> tuple[Path, str] | None:
    """What keeps a file from being put at a path below the root, and what it is; None if nothing.

    A file where a folder has to be, a folder where the file has to be, a link to nothing.
    """
    above = [] if path.parent.is_dir() else [*_below(path.parent, root)]
    for folder in reversed(above):
        if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
            return folder, "a file" if folder.exists() else "a link to nothing"
    if path.is_dir():
        return path, "a folder"
    return (path, "a link to nothing") if path.is_symlink() and not path.exists() else None


def take_away(path: Path, root: Path) -> None:
    """Delete a file, and the folders above it that are empty then; raises `CannotWrite`."""
    try:
        path.unlink(missing_ok=True)
        make_durable(path.parent)
    except FileNotFoundError:
        return
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure
    with suppress(OSError):
        for folder in _below(path.parent, root):
            folder.rmdir()


def _below(folder: Path, root: Path) -> Iterator[Path]:
    while folder != root and folder.is_relative_to(root):
        yield folder
        folder = folder.parent
