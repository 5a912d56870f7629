"""A line that is being typed, and where in it: the keys are those of a shell."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from flashcards.cli.terminal.keyboard import pasted

CURSOR: Final = "▏"
_LAST_WORD: Final = re.compile(r"\S*\s*\Z")


class TextField(NamedTuple):
    """What stands before the cursor, and what after it."""

    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """All that is typed, without blanks around it."""
        return f"{self.before}{self.after}".strip()

    @property
    def shown(self) -> str:
        """What is typed, with the cursor in it."""
        return f"{self.before}{CURSOR}{self.after}"

    def pressed(self, key: str) -> "TextField | None":
        """The line after a key; None for one that changes no line."""
        if (change := _KEYS.get(key)) is not None:
            return TextField(*change(self.before, self.after))
        new = pasted(key)
        if new is None and len(key) == 1 and key.isprintable():
            new = key
        return None if new is None else TextField(self.before + new, self.after)


_Change = Callable[[str, str], tuple[str, str]]


def _erased(before: str, after: str) -> tuple[str, str]:
    return before[:-1], after


def _left(before: str, after: str) -> tuple[str, str]:
    return before[:-1], before[-1:] + after


def _right(before: str, after: str) -> tuple[str, str]:
    return before + after[:1], after[1:]


def _at_beginning(before: str, after: str) -> tuple[str, str]:
    return "", before + after


def _at_end(before: str, after: str) -> tuple[str, str]:
    return before + after, ""


def _without_word(before: str, after: str) -> tuple[str, str]:
    return _LAST_WORD.sub("", before, count=1), after


_KEYS: Final[dict[str, _Change]] = {
    **dict.fromkeys(("\x7f", "\b"), _erased),
    **dict.fromkeys(("\x1b[D", "\x1bOD"), _left),
    **dict.fromkeys(("\x1b[C", "\x1bOC"), _right),
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~", "\x01"), _at_beginning),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~", "\x05"), _at_end),
    "\x1b[3~": lambda before, after: (before, after[1:]),
    "\x0b": lambda before, _: (before, ""),
    "\x15": lambda _, after: ("", after),
    "\x17": _without_word,
}
"""Backspace, arrows, Home, End, Delete, Ctrl-A, -E, -K, -U and -W."""
