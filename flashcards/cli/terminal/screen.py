"""One screen: a heading, a clock, a body that scrolls, a message, a line of keys below."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from flashcards.cli.terminal.keys import Key
from flashcards.views.text import cells, one_line

_ENTER: Final = "\x1b[?1049h\x1b[?25l"
_LEAVE: Final = "\x1b[?25h\x1b[?1049l"
_HOME: Final = "\x1b[H\x1b[2J"
_CLOCK_LINE: Final = "\x1b[2;1H"
_REST_OF_LINE: Final = "\x1b[K"
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_FRAME_LINES: Final = 4
_WIDEST: Final = 100


class Screen:
    """The terminal's second screen while a session lasts; the first is as it was afterwards."""

    def __init__(self) -> None:
        self._top = 0
        self._body: list[str] = []
        self._clock = ""

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While this lasts, the second screen is shown."""
        _write(_ENTER)
        try:
            yield
        finally:
            with suppress(OSError):
                _write(_LEAVE)

    @property
    def width(self) -> int:
        """Columns a text may take."""
        return min(_WIDEST, shutil.get_terminal_size().columns)

    @property
    def height(self) -> int:
        """Lines of the body."""
        return max(1, shutil.get_terminal_size().lines - _FRAME_LINES)

    def show(self, heading: str, body: list[str], message: str, keys: str, clock: str = "") -> None:
        """Draw; a body other than the last one is shown from its first line."""
        self._clock = one_line(clock, self.width)
        if body != self._body:
            self._body, self._top = body, 0
        seen = body[self._top : self._top + self.height]
        more = len(body) - self._top - len(seen)
        mark = f"  ↓ {more:,} more" if more > 0 else ""
        footer = one_line(keys, self.width - cells(mark))
        lines = [f"{_DIM}{one_line(heading, self.width)}{_PLAIN}", self._clock, *seen]
        lines += [""] * (self.height - len(seen))
        lines += [one_line(message, self.width), f"{_BOLD}{footer}{_PLAIN}{_DIM}{mark}{_PLAIN}"]
        _write(_HOME + "\r\n".join(lines))

    def tick(self, clock: str) -> None:
        """Draw the clock's line alone, where it says something else than before."""
        line = one_line(clock, self.width)
        if line != self._clock:
            self._clock = line
            _write(f"{_CLOCK_LINE}{line}{_REST_OF_LINE}")

    def scroll(self, key: Key) -> None:
        """Move the body by a line or a page."""
        page = max(1, self.height - 1)
        step = {Key.UP: -1, Key.DOWN: 1, Key.PAGE_UP: -page, Key.PAGE_DOWN: page}[key]
        self._top = max(0, min(self._top + step, len(self._body) - self.height))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
