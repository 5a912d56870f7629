"""Lines of standard input, waited for only so long: meanwhile a clock goes on."""

import os
import select
import sys
from contextlib import suppress
from io import UnsupportedOperation
from pathlib import Path
from typing import Final, TextIO

from flashcards.cli.terminal.messages import say

_AT_ONCE: Final = 65_536
_LINE_END: Final = b"\n"
MOST_LEFT: Final = 1_000
"""Lines after the end of a session that are looked at: a pipe may go on for ever."""


def say_unread(count: int) -> None:
    """Say once that lines came after the end of a session."""
    if count:
        least = "At least " if count >= MOST_LEFT else ""
        lines, were = ("line", "was") if count == 1 else ("lines", "were")
        said = f"{least}{count:,} more {lines} {were} not read: the session had ended."
        say(f"flash: {said}", err=True)


def is_null(stream: TextIO) -> bool:
    """Whether the stream is the null device: nothing will ever come from it."""
    with suppress(AttributeError, OSError, UnsupportedOperation, ValueError):
        return os.path.samestat(os.fstat(stream.fileno()), Path(os.devnull).stat())
    return False


class InputLines:
    """The lines that come; nothing else may read the stream meanwhile."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._file, self._lines = _descriptor(stream), iter(stream)
        self._read = b""
        self._is_over = False

    def next(self, seconds: float | None = None) -> str | None:
        """The next line, without its end; None if none comes for so long.

        Raises `EOFError` after the last one. What cannot be waited for (a file of this process,
        a pipe on Windows) is waited for however long it takes.
        """
        if self._file is None:
            if line := next(self._lines, ""):
                return line.rstrip("\n")
            raise EOFError
        while _LINE_END not in self._read and not self._is_over:
            if not select.select([self._file], [], [], seconds)[0]:
                return None
            typed = os.read(self._file, _AT_ONCE)
            self._read += typed
            self._is_over = not typed
        return self._taken()

    def left(self) -> int:
        """How many lines are there already, 1,000 at most; none is waited for."""
        count = 0
        if sys.platform == "win32" and self._stream is sys.__stdin__:
            return count
        with suppress(EOFError):
            while count < MOST_LEFT and self.next(0) is not None:
                count += 1
        return count

    def _taken(self) -> str:
        if not self._read:
            raise EOFError
        line, _, self._read = self._read.partition(_LINE_END)
        return line.decode(self._stream.encoding, "replace").rstrip("\r")


def _descriptor(stream: TextIO) -> int | None:
    try:
        return None if sys.platform == "win32" else stream.fileno()
    except (AttributeError, UnsupportedOperation):
        return None
