"""One calm column: a heading, a clock, a body that scrolls, a message, a line of keys below."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from flashcards.cli.terminal.keys import Key
from flashcards.cli.terminal.styles import styled
from flashcards.core.cells import cells
from flashcards.views.markup.blocks import StyledText
from flashcards.views.markup.wrapping import word_lines
from flashcards.views.text import listed, one_line

_ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[?2004h"
_LEAVE: Final = "\x1b[?2004l\x1b[?25h\x1b[?1049l"
"""The second screen, no cursor, and pasted text in brackets; and back."""
_HOME: Final = "\x1b[H\x1b[2J"
_CLOCK_LINE: Final = "\x1b[2;{column}H"
_REST_OF_LINE: Final = "\x1b[K"
_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"
_TOP_LINES: Final = 2
_MOST_BELOW: Final = 6
"""Lines of the message and the keys together, where a narrow window breaks them."""
_LOW: Final = 8
"""Lines of a window that has no room for blank ones."""
_LEAST_BELOW: Final = 2
_BETWEEN_KEYS: Final = " · "
_WIDEST: Final = 88
"""Columns of a line that an eye finds the next one from."""


class Screen:
    """The terminal's second screen while a session lasts; the first is as it was afterwards."""

    is_plain: Final = False

    def __init__(self) -> None:
        self._top, self._height = 0, 1
        self._body: list[str] = []
        self._clock = ""
        self._said = 0
        self.marks: Mapping[str, str] = {}
        """Those of the keys that have a style, each with what it does, and that."""

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While this lasts, the second screen is shown."""
        _write(_ENTER)
        try:
            yield
        finally:
            with suppress(OSError):
                _write(_LEAVE)

    @contextmanager
    def away(self) -> Iterator[None]:
        """While this lasts, the first screen is shown again."""
        _write(_LEAVE)
        try:
            yield
        finally:
            _write(_ENTER)

    @property
    def width(self) -> int:
        """Columns a text may take."""
        return min(_WIDEST, shutil.get_terminal_size().columns)

    @property
    def _margin(self) -> int:
        """Columns left of a text, which stands in the middle."""
        return (shutil.get_terminal_size().columns - self.width) // 2

    def holds(self, lines: int) -> bool:
        """Whether a body of so many lines is seen whole above one line of keys."""
        return lines <= shutil.get_terminal_size().lines - _TOP_LINES - _LEAST_BELOW

    def show(  # noqa: PLR0913, PLR0917
        self,
        heading: str,
        body: list[str],
        message: str,
        keys: str,
        clock: str | Sequence[StyledText] = "",
        place: int | None = 0,
    ) -> None:
        """Draw; a new body from its first line, or so that its line at `place` is seen.

        Where `place` is None, it stays scrolled as it is, or as far in a body of other lines.
        """
        self._clock = self._second_line(clock)
        below = self._below(message, keys)
        if len(body) > _room_above(below):  # how many more there are stands behind the keys
            below = self._below(message, keys, cells(_mark(len(body))))
        self._height = _room_above(below)
        if body != self._body:
            before, self._body = len(self._body), body
            share = len(body) / before if before else 0
            self._top = round(self._top * share) if place is None else self._opened_at(place)
        self._top = max(0, min(self._top, len(body) - self._height))
        seen = body[self._top : self._top + self._height]
        more = len(body) - self._top - len(seen)
        mark = _mark(more) if more > 0 else ""
        lines = [f"{_DIM}{one_line(heading, self.width)}{_PLAIN}", self._clock, *seen]
        lines += [""] * (self._height - len(seen))
        margin = " " * self._margin
        drawn = "\r\n".join(f"{margin}{line}" if line else "" for line in [*lines, *below])
        _write(f"{_HOME}{drawn}{_DIM}{mark}{_PLAIN}")

    def _below(self, message: str, keys: str, taken: int = 0) -> list[str]:
        """The lines of the message and of the keys, broken between words.

        Where a window is low, only the first keys are shown, and no blank line for a message.
        """
        lines = shutil.get_terminal_size().lines
        said = word_lines(message, self.width) or ([""] if lines > _LOW else [])
        most = max(1, min(_MOST_BELOW, lines - _TOP_LINES - 1 - bool(said)))
        footer = listed(keys.split(_BETWEEN_KEYS), self.width)[:most]
        if footer and cells(footer[-1]) + taken > self.width:
            footer = listed(keys.split(_BETWEEN_KEYS), self.width - taken)[:most]
        said = said[: max(1, most - len(footer))]
        self._said = len(said)
        return [*said, *map(self._marked, footer or [""])]

    def _marked(self, line: str) -> str:
        """A line of keys in bold, those that have a style in it."""
        parts = line.split(_BETWEEN_KEYS)
        styles = [f"bold {self.marks[part]}" if part in self.marks else "bold" for part in parts]
        pairs = zip(parts, styles, strict=True)
        between = StyledText(_BETWEEN_KEYS, "bold")
        line_of = [one for part, style in pairs for one in (between, StyledText(part, style))]
        return styled(line_of[1:])

    def _opened_at(self, place: int) -> int:
        """The first line seen, where one shall be: all above it, too, if there is room."""
        if place < self._height:
            return 0
        return max(0, min(place - self._height // 3, len(self._body) - self._height))

    def _second_line(self, clock: str | Sequence[StyledText]) -> str:
        return one_line(clock, self.width) if isinstance(clock, str) else styled(clock)

    def tick(self, clock: str | Sequence[StyledText]) -> None:
        """Draw the clock's line alone, where it says something else than before."""
        line = self._second_line(clock)
        if line != self._clock:
            self._clock = line
            place = _CLOCK_LINE.format(column=self._margin + 1)
            _write(f"{place}{line}{_REST_OF_LINE}")

    def hush(self) -> None:
        """Take the message away, and leave all else."""
        first = _TOP_LINES + self._height + 1
        for line in range(first, first + self._said):
            _write(f"\x1b[{line};1H{_REST_OF_LINE}")

    def scroll(self, key: Key) -> None:
        """Move the body by a line, by half a page or a page, or to an end."""
        page, far = max(1, self._height - 1), len(self._body)
        half = max(1, self._height // 2)
        step = {
            Key.UP: -1,
            Key.DOWN: 1,
            Key.PAGE_UP: -page,
            Key.PAGE_DOWN: page,
            Key.HALF_UP: -half,
            Key.HALF_DOWN: half,
            Key.TOP: -far,
            Key.BOTTOM: far,
        }[key]
        self._top = max(0, min(self._top + step, len(self._body) - self._height))


def _room_above(below: list[str]) -> int:
    """How many lines the window has for the body."""
    return max(1, shutil.get_terminal_size().lines - _TOP_LINES - len(below))


def _mark(more: int) -> str:
    return f"  ↓ {more:,} more"


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
