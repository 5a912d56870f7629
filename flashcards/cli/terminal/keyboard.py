"""Keys as they are pressed: none is echoed, and none is lost while the program is busy."""

import os
import re
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

RESIZED: Final = ""
"""What is read instead of a key when the window has another size, or is ours again after a stop."""

WAITED: Final = "\0\0"
"""What is read instead of a key when none came in the time there was."""

_KEY: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|.", re.DOTALL)
_UNFINISHED: Final = re.compile(r"\x1b(?:O|\[[0-?]*[ -/]*)?")
_ESCAPE_S: Final = 0.05
"""The rest of an arrow key follows its escape within this time."""

if sys.platform == "win32":  # pragma: no cover

    class Keyboard:
        """The console's keys, one by one."""

        @contextmanager
        def __call__(self) -> Iterator[None]:
            """While this lasts, keys may be read."""
            yield

        def pressed(self, seconds: float | None = None) -> str:
            """The next key, or `WAITED` if none comes for so long."""
            import msvcrt
            import time

            import click

            until = None if seconds is None else time.monotonic() + seconds
            while until is not None and not msvcrt.kbhit():
                if time.monotonic() >= until:
                    return WAITED
                time.sleep(_ESCAPE_S)
            return click.getchar()

else:
    import termios

    _AWAKENING: Final = (signal.SIGWINCH, signal.SIGCONT)

    class Keyboard:
        """The terminal's keys, one by one; Ctrl-C stays an interrupt, Ctrl-Z does nothing."""

        def __init__(self) -> None:
            self._terminal = sys.stdin.fileno()
            self._decoder = getincrementaldecoder("utf-8")("replace")
            self._typed = ""

        @contextmanager
        def __call__(self) -> Iterator[None]:
            """While this lasts, keys may be read; afterwards the terminal is as it was."""
            before = termios.tcgetattr(self._terminal)
            mode = self._mode = termios.tcgetattr(self._terminal)
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            mode[6][termios.VSUSP] = b"\0"
            termios.tcsetattr(self._terminal, termios.TCSANOW, mode)
            try:
                with _resizing() as self._resized:
                    yield
            finally:
                with suppress(termios.error):
                    termios.tcsetattr(self._terminal, termios.TCSANOW, before)

        def pressed(self, seconds: float | None = None) -> str:
            """The next key, or `RESIZED`, or `WAITED` if none comes for so long.

            Raises `EOFError` where the terminal is gone.
            """
            while not self._typed:
                if (instead := self._read(seconds)) is not None:
                    return instead
            while _UNFINISHED.fullmatch(self._typed) and self._read(_ESCAPE_S) is None:
                pass
            key = first_key(self._typed)
            self._typed = self._typed[len(key) :]
            return key

        def _read(self, seconds: float | None) -> str | None:
            """None where something was typed, else what happened instead."""
            ready, _, _ = select.select([self._terminal, self._resized], [], [], seconds)
            if self._resized in ready:
                os.read(self._resized, 64)
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._mode)
            if self._terminal not in ready:
                return RESIZED if ready else WAITED
            typed = os.read(self._terminal, 1024)
            if not typed:
                raise EOFError
            self._typed += self._decoder.decode(typed)
            return None

    @contextmanager
    def _resizing() -> Iterator[int]:
        """A file to be read from when the window has another size, or this goes on after a stop."""
        told, tell = os.pipe()
        os.set_blocking(tell, False)
        woken = signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        before = {number: signal.signal(number, lambda *_: None) for number in _AWAKENING}
        try:
            yield told
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(woken)
            os.close(told)
            os.close(tell)


def first_key(typed: str) -> str:
    """The first key of what was typed; an escape sequence is one."""
    found = _KEY.match(typed)
    return found[0] if found else ""
