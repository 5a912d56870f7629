"""Files replaced as a whole: a crash leaves the old one or the new one."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from flashcards.errors.files import CannotWrite

PRIVATE: Final = 0o600
"""The mode of a file that is nobody else's."""


_MANY: Final = 32


def write_bytes(path: Path, content: bytes, mode: int | None = None) -> None:
    """Replace a file, durable when the function returns; raises `CannotWrite`.

    What a symbolic link leads to is replaced, not the link. A file that is there keeps its mode;
    a new one gets `mode`, or what the umask leaves.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(temporary, content, mode_of(target) or mode)
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink()
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def write_text(path: Path, text: str, mode: int | None = None) -> None:
    """Replace a file with UTF-8 text, line ends as they are; raises `CannotWrite`."""
    write_bytes(path, text.encode("utf-8"), mode)


def mode_of(path: Path) -> int | None:
    """The permissions of a file; None where there is none."""
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return None


def make_all_durable(paths: Sequence[Path]) -> None:
    """Let files and folders outlast a power failure; raises `OSError`.

    Where they are many, all that the system has not written yet is: one wait instead of hundreds.
    """
    if len(paths) > _MANY and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        if path.is_dir():
            make_durable(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def make_durable(folder: Path) -> None:
    """Let what was put into a folder, or taken from it, outlast a power failure."""
    with suppress(OSError):  # not every system opens folders
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _write(path: Path, content: bytes, mode: int | None) -> None:
    with path.open("wb") as file:
        if mode is not None:
            path.chmod(mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
