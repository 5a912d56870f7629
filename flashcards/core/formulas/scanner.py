"""The tokens of a formula, one after the other, and what no formula may hold."""

import re
import unicodedata
from typing import Final

MOST_CHARACTERS: Final = 2_000
DEEPEST_GROUP: Final = 12

_BLANKS: Final = re.compile(r"\s*")
_TOKEN: Final = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]+(?:\{,\}[0-9]+)*(?:\.[0-9]+)?|\.[0-9]+")
_BRACES: Final = re.compile(r"\\.|[{}%]", re.DOTALL)


class Unreadable(Exception):
    """A formula that is not understood whole."""


def checked(source: str) -> str:
    """The source of a formula, if its braces are balanced and it holds nothing forbidden."""
    if len(source) > MOST_CHARACTERS:
        raise Unreadable
    if not all(sign.isprintable() or _is_blank(sign) for sign in source):
        raise Unreadable
    depth = 0
    for brace in _BRACES.finditer(source):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not 0 <= depth <= DEEPEST_GROUP or brace[0] == "%":
            raise Unreadable
    if depth:
        raise Unreadable
    return source


def _is_blank(sign: str) -> bool:
    return sign in "\t\n\r" or unicodedata.category(sign) == "Zs"


class Scanner:
    """A place in a source; `here` is what stands there, empty at the end."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._end = 0
        self.has_blank = False
        self.here = ""
        self.move()

    def move(self) -> str:
        """The token that stands here; goes on to the next."""
        passed = self.here
        blanks = _BLANKS.match(self._source, self._end)
        start = blanks.end() if blanks else self._end
        self.has_blank = start > self._end
        found = _TOKEN.match(self._source, start)
        self.here = found[0] if found else ""
        self._end = start + len(self.here)
        if self.here[:1] == "\\" and self.here[1:].isspace():
            self.here = r"\ "
        return passed

    def take(self, here: str) -> bool:
        """Whether this token stands here; if so, goes on."""
        if self.here != here:
            return False
        self.move()
        return True

    def number(self) -> str:
        """The number that begins here; goes on behind it."""
        return self._raw(_NUMBER)

    def braced(self) -> str:
        """The characters in the braces that begin here; goes on behind them."""
        if self.here != "{":
            raise Unreadable
        depth, start = 0, self._end
        for brace in _BRACES.finditer(self._source, start - 1):
            depth += {"{": 1, "}": -1}.get(brace[0], 0)
            if not depth:
                self._end = brace.end()
                self.move()
                return self._source[start : brace.start()]
        raise Unreadable

    def optional(self, pattern: re.Pattern[str]) -> None:
        """Go on behind what stands in square brackets here, if it is of this kind."""
        if self.here == "[" and pattern.match(self._source, self._end - 1):
            self._raw(pattern)

    def _raw(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._source, self._end - len(self.here))
        if not found:
            raise Unreadable
        self._end = found.end()
        self.move()
        return found[0]
