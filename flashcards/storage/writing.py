"""Files replaced as a whole: a crash leaves the old one or the new one."""

import os
from pathlib import Path

from flashcards.errors import CannotWrite


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file, durable when the function returns; raises `CannotWrite`."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure


def write_text(path: Path, text: str) -> None:
    """Replace a file with UTF-8 text, line ends as they are; raises `CannotWrite`."""
    write_bytes(path, text.encode("utf-8"))
