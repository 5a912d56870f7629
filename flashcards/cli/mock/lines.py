"""Lines of standard input, waited for only so long: meanwhile a clock goes on."""

import os
import select
import sys
from io import UnsupportedOperation
from typing import Final, TextIO

_AT_ONCE: Final = 65_536
_LINE_END: Final = b"\n"


class Lines:
    """The lines that come; nothing else may read the stream meanwhile."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._file = _descriptor(stream)
        self._read = b""
        self._is_over = False

    def next(self, seconds: float | None = None) -> str | None:
        """The next line, without its end; None if none comes for so long.

        Raises `EOFError` after the last one. What cannot be waited for (a file of this process,
        a pipe on Windows) is waited for however long it takes.
        """
        if self._file is None:
            line = self._stream.readline()
            if not line:
                raise EOFError
            return line.rstrip("\n")
        while _LINE_END not in self._read and not self._is_over:
            if not select.select([self._file], [], [], seconds)[0]:
                return None
            typed = os.read(self._file, _AT_ONCE)
            self._read += typed
            self._is_over = not typed
        return self._taken()

    def _taken(self) -> str:
        if not self._read:
            raise EOFError
        line, _, self._read = self._read.partition(_LINE_END)
        return line.decode(self._stream.encoding, "replace").rstrip("\r")


def _descriptor(stream: TextIO) -> int | None:
    try:
        return None if sys.platform == "win32" else stream.fileno()
    except UnsupportedOperation:
        return None
