"""A session line by line: nothing is drawn twice, for screen readers and plain terminals."""

import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from flashcards.cli.terminal.keys import Key
from flashcards.cli.terminal.styles import has_styles
from flashcards.views.markup.blocks import StyledText
from flashcards.views.text import filled

_WIDEST: Final = 88
_CODES: Final = re.compile(r"\x1b\[[0-9;]*m")
_RULE: Final = "─"
_CURSOR: Final = "▏"
_WARNING: Final = frozenset({"late", "over"})
_BRACKETS_ON, _BRACKETS_OFF = "\x1b[?2004h", "\x1b[?2004l"


class LineScreen:
    """What a `Screen` shows, each line once, as it comes; the terminal itself scrolls."""

    is_plain: Final = True

    def __init__(self) -> None:
        self._heading, self._message, self._keys = "", "", ""
        self._body: list[str] = []
        self.marks: Mapping[str, str] = {}

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """While this lasts, pasted text comes in brackets, where the terminal knows them."""
        known = has_styles()
        _write(_BRACKETS_ON if known else "")
        try:
            yield
        finally:
            _write(_BRACKETS_OFF if known else "")

    @contextmanager
    def away(self) -> Iterator[None]:
        """While this lasts, the shell has the terminal; afterwards all is said again."""
        _write(_BRACKETS_OFF if has_styles() else "")
        try:
            yield
        finally:
            self._heading, self._body, self._keys = "", [], ""
            _write(_BRACKETS_ON if has_styles() else "")

    @property
    def width(self) -> int:
        """Columns a text may take."""
        return min(_WIDEST, shutil.get_terminal_size().columns)

    def holds(self, lines: int) -> bool:
        """Any body is seen whole, since the terminal scrolls."""
        del lines
        return True

    def show(  # noqa: PLR0913, PLR0917 - as a screen is drawn
        self,
        heading: str,
        body: list[str],
        message: str,
        keys: str,
        clock: str | Sequence[StyledText] = "",
        place: int | None = 0,
    ) -> None:
        """Say what was not said just before: the card or its answer, the message, the keys."""
        del place
        lines = [_CODES.sub("", line) for line in body]
        if lines != self._body or heading != self._heading:
            self._say_body(heading, lines, clock)
        self._heading, self._body = heading, lines
        is_typed = message.endswith(_CURSOR)
        if is_typed:  # what is typed follows its question
            self._say_keys(keys)
        self._say_message(message)
        if not is_typed:
            self._say_keys(keys)

    def _say_keys(self, keys: str) -> None:
        if keys != self._keys:
            self._keys = keys
            _say(f"({keys})", self.width)

    def _say_body(self, heading: str, lines: list[str], clock: str | Sequence[StyledText]) -> None:
        before, self._keys = self._body, ""
        if heading == self._heading and before and lines[: len(before)] == before:
            new = lines[len(before) :]
            rules = [number for number, line in enumerate(new) if line and not line.strip(_RULE)]
            _write("\n" + "".join(f"{line}\n" for line in new[rules[0] + 2 if rules else 0 :]))
            if not isinstance(clock, str) and clock and clock[-1].style in _WARNING:
                _say(clock[-1].text, self.width)
            return
        said = (
            clock if isinstance(clock, str) else "".join(part.text for part in _without_bar(clock))
        )
        _write("\n")
        for line in filter(None, (heading, " ".join(said.split()))):
            _say(line, self.width)
        _write("\n" + "".join(f"{line}\n" for line in lines))

    def _say_message(self, message: str) -> None:
        """A message once; of a line that is being typed, what was added."""
        text, before = message.removesuffix(_CURSOR), self._message
        is_typed = message.endswith(_CURSOR)
        self._message = text
        if is_typed and before and text.startswith(before):
            _write(text[len(before) :])
        elif is_typed:
            _write(f"\n{text}")
        elif text and text != before:
            _say(text, self.width)

    def tick(self, clock: str | Sequence[StyledText]) -> None:
        """A clock that goes on says nothing."""

    def hush(self) -> None:
        """What was said stays."""
        self._message = ""

    def scroll(self, key: Key) -> None:
        """The terminal itself scrolls."""


def _without_bar(line: Sequence[StyledText]) -> Sequence[StyledText]:
    return [part for part in line if part.text.strip(f"━{_RULE} ") or part.text == " "]


def _say(text: str, width: int) -> None:
    _write("".join(f"{line}\n" for line in filled(text, width)))


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
