"""Keys as they are pressed: none is echoed, and none is lost while the program is busy."""

import os
import re
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Final

RESIZED: Final = ""
"""What is read instead of a key when the window has another size, or is ours again after a stop."""

WAITED: Final = "\0\0"
"""What is read instead of a key when none came in the time there was."""

PASTED: Final = "\x1b[200~"
"""What a pasted text begins with, which is read as one key."""
_END_OF_PASTE: Final = "\x1b[201~"
_PASTE_S: Final = 1.0
"""The rest of a pasted text follows within this time."""

_KEY: Final = re.compile(r"\x1b\[200~.*?\x1b\[201~|\x1b\[[0-?]*[ -/]*[@-~]|\x1bO.|.", re.DOTALL)
_UNFINISHED: Final = re.compile(r"\x1b(?:O|\[[0-?]*[ -/]*)?")
_ESCAPE_S: Final = 0.05
"""The rest of an arrow key follows its escape within this time."""

if sys.platform == "win32":  # pragma: no cover

    class Keyboard:
        """The console's keys, one by one."""

        def __init__(self, away: object = None) -> None:
            del away

        @property
        def has_typed(self) -> bool:
            """Whether a key waits to be read."""
            import msvcrt

            return msvcrt.kbhit()

        @contextmanager
        def __call__(self) -> Iterator[None]:
            """While this lasts, keys may be read."""
            yield

        def forget(self) -> None:
            """Let what was typed and not yet read be nothing."""
            import msvcrt

            while msvcrt.kbhit():
                msvcrt.getch()

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
        """The terminal's keys, one by one, a pasted text as one; Ctrl-C stays an interrupt.

        Ctrl-Z stops the program while `away` lasts, which gives the screen back and takes it
        again; it does nothing where there is no such thing.
        """

        def __init__(self, away: Callable[[], AbstractContextManager[None]] | None = None) -> None:
            self._away = away
            self._decoder = getincrementaldecoder("utf-8")("replace")
            self._typed = ""

        @contextmanager
        def __call__(self) -> Iterator[None]:
            """While this lasts, keys may be read; afterwards the terminal is as it was."""
            self._terminal = sys.stdin.fileno()
            before = self._before = termios.tcgetattr(self._terminal)
            mode = self._mode = termios.tcgetattr(self._terminal)
            mode[3] &= ~(termios.ECHO | termios.ICANON)
            mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
            if self._away is None:
                mode[6][termios.VSUSP] = b"\0"
            termios.tcsetattr(self._terminal, termios.TCSANOW, mode)
            try:
                with _told_of(*_AWAKENING, *self._stopping) as self._resized:
                    yield
            finally:
                with suppress(termios.error):
                    termios.tcsetattr(self._terminal, termios.TCSANOW, before)

        def forget(self) -> None:
            """Let what was typed and not yet read be nothing."""
            self._typed = ""
            self._decoder.reset()
            with suppress(termios.error):
                termios.tcflush(self._terminal, termios.TCIFLUSH)

        @property
        def has_typed(self) -> bool:
            """Whether a key waits to be read."""
            return bool(self._typed or select.select([self._terminal], [], [], 0)[0])

        @property
        def _stopping(self) -> tuple[signal.Signals, ...]:
            return () if self._away is None else (signal.SIGTSTP,)

        def pressed(self, seconds: float | None = None) -> str:
            """The next key, or `RESIZED`, or `WAITED` if none comes for so long.

            Raises `EOFError` where the terminal is gone.
            """
            while not self._typed:
                if (instead := self._read(seconds)) is not None:
                    return instead
            while _UNFINISHED.fullmatch(self._typed) and self._read(_ESCAPE_S) is None:
                pass
            while self._typed.startswith(PASTED) and _END_OF_PASTE not in self._typed:
                if self._read(_PASTE_S) == WAITED:
                    self._typed += _END_OF_PASTE
            key = first_key(self._typed)
            self._typed = self._typed[len(key) :]
            return key

        def _read(self, seconds: float | None) -> str | None:
            """None where something was typed, else what happened instead."""
            ready, _, _ = select.select([self._terminal, self._resized], [], [], seconds)
            if self._resized in ready:
                if signal.SIGTSTP in os.read(self._resized, 64) and self._away is not None:
                    self._stop(self._away)
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._mode)
            if self._terminal not in ready:
                return RESIZED if ready else WAITED
            typed = os.read(self._terminal, 1024)
            if not typed:
                raise EOFError
            self._typed += self._decoder.decode(typed)
            return None

        def _stop(self, away: Callable[[], AbstractContextManager[None]]) -> None:
            """Stop as any program does at Ctrl-Z, until the shell lets it go on."""
            with away():
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)
                handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
                os.kill(os.getpid(), signal.SIGTSTP)
                signal.signal(signal.SIGTSTP, handler)

    @contextmanager
    def _told_of(*numbers: signal.Signals) -> Iterator[int]:
        """A file from which the numbers of such signals are read as they come."""
        told, tell = os.pipe()
        os.set_blocking(tell, False)
        woken = signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        before = {number: signal.signal(number, lambda *_: None) for number in numbers}
        try:
            yield told
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(woken)
            os.close(told)
            os.close(tell)


def pasted(pressed: str) -> str | None:
    """The text that was pasted, on one line; None for a key."""
    if not pressed.startswith(PASTED):
        return None
    text = pressed.removeprefix(PASTED).removesuffix(_END_OF_PASTE)
    return "".join(one for one in " ".join(text.split()) if one.isprintable())


def first_key(typed: str) -> str:
    """The first key of what was typed; an escape sequence is one, and so is a pasted text."""
    found = _KEY.match(typed)
    return found[0] if found else ""
