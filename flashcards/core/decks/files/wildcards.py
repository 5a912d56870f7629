"""Git's wildcards, matched in time that grows with pattern times text and never faster.

A regular expression tries every way to share a text among the stars. Here each star takes as
little as it can: what fits further on fits after the first place, too. One rule serves both the
bytes of a name (`*`) and the names of a path (`**`). All text is bytes, as git sees it.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from flashcards.core.frozen import dataclass

_STAR: Final = b"*"
_SLASH: Final = b"/"
_FOLDERS: Final = b"**/"
_FOLDERS_BEFORE: Final = {
    b"/": (_FOLDERS,),
    b"\\/": (_FOLDERS, _STAR, _SLASH),
    b"": (_FOLDERS, _STAR),
}
"""What `**` between slashes stands for, by what follows: only before `/` it may be no folder."""

_ANY: Final = frozenset(range(256))
_MARK: Final = re.compile(
    rb"(?P<folders>(?:\A|(?<=/))\*{2,}(?P<next>\\?/|\Z))|(?P<star>\*+)|(?P<any>\?)|(?P<set>\[)"
    rb"|\\?(?P<byte>[^\\])|\\(?P<backslash>\\)",
    re.DOTALL,
)
_RANGE: Final = re.compile(rb"-\\?(?P<upper>(?<=\\).|[^\]\\])", re.DOTALL)
_MEMBER: Final = re.compile(rb"\[:(?P<class>[^\]]*):\]|\\.|[^\\]", re.DOTALL)
_GRAPHIC: Final = string.ascii_letters + string.digits + string.punctuation
_CLASSES: Final = {
    b"alnum": string.ascii_letters + string.digits,
    b"alpha": string.ascii_letters,
    b"blank": " \t",
    b"cntrl": "".join(map(chr, [*range(32), 127])),
    b"digit": string.digits,
    b"graph": _GRAPHIC,
    b"lower": string.ascii_lowercase,
    b"print": _GRAPHIC + " ",
    b"punct": string.punctuation,
    b"space": " \t\n\r",
    b"upper": string.ascii_uppercase,
    b"xdigit": string.hexdigits,
}

_Token = bytes | frozenset[int]
"""One of the marks above, or what a byte may be."""

Piece = bytes | tuple[Any, ...]
"""A row of units: bytes as they stand, or for each unit of a text all that it may be."""


class Malformed(ValueError):
    """A pattern that matches nothing: its bracket stays open, or it ends in a backslash."""


@dataclass(frozen=True, slots=True)
class Wild:
    """Texts that begin with the first piece, end with the last, and hold the others in between.

    A text is the bytes of a name or the names of a path; units of a path are such texts again.
    """

    pieces: tuple[Piece, ...]

    def __contains__(self, text: Sequence[Any]) -> bool:
        first, last = self.pieces[0], self.pieces[-1]
        place, end = len(first), len(text) - len(last)
        if len(self.pieces) == 1:
            return end == 0 and _stands(first, text, 0)
        if end < place or not (_stands(last, text, end) and _stands(first, text, 0)):
            return False
        for piece in self.pieces[1:-1]:
            found = _first_place(piece, text, place, end)
            if found < 0:
                return False
            place = found + len(piece)
        return True

    @property
    def ending(self) -> bytes:
        """The bytes that all of the texts end with."""
        last = self.pieces[-1]
        if isinstance(last, bytes):
            return last
        return last[-1].ending if last and isinstance(last[-1], Wild) else b""


def wild_name(pattern: bytes) -> Wild:
    """The names that a pattern without slashes matches; raises `Malformed`."""
    return _name(_STAR if token == _FOLDERS else token for token in _tokens(pattern))


def wild_path(pattern: bytes) -> Wild:
    """The paths, each as its names, that a pattern matches; raises `Malformed`."""
    rows: list[list[Wild]] = [[]]
    name: list[_Token] = []
    for token in (*_tokens(pattern), _SLASH):
        if token == _FOLDERS:
            rows.append([])
        elif token == _SLASH:
            rows[-1].append(_name(name))
            name = []
        else:
            name.append(token)
    return Wild(tuple(map(tuple, rows)))


def _stands(piece: Piece, text: Sequence[Any], place: int) -> bool:
    if isinstance(piece, bytes):
        return text[place : place + len(piece)] == piece
    return all(text[place + number] in units for number, units in enumerate(piece))


def _first_place(piece: Piece, text: Sequence[Any], begin: int, end: int) -> int:
    """Where the piece first stands between two places; -1 where it does not."""
    if isinstance(piece, bytes) and isinstance(text, bytes):
        return text.find(piece, begin, end)
    places = range(begin, end - len(piece) + 1)
    return next((place for place in places if _stands(piece, text, place)), -1)


def _tokens(pattern: bytes) -> Iterator[_Token]:
    place = 0
    while place < len(pattern):
        mark = _MARK.match(pattern, place)
        if mark is None:
            raise Malformed(pattern)
        place = mark.end()
        if mark["folders"]:
            yield from _FOLDERS_BEFORE[mark["next"]]
        elif mark["star"]:
            yield _STAR
        elif mark["any"]:
            yield _ANY
        elif mark["set"]:
            units, place = _set(pattern, place)
            yield units
        else:
            byte = mark["byte"] or mark["backslash"]
            yield byte if byte == _SLASH else frozenset(byte)


def _set(pattern: bytes, place: int) -> tuple[frozenset[int], int]:
    """What the set holds whose bracket stands before that place, and where it ends."""
    is_negated = pattern[place : place + 1] in {b"!", b"^"}
    begin = place = place + is_negated
    found: set[int] = set()
    lower: int | None = None
    while place == begin or pattern[place : place + 1] != b"]":
        part = None if lower is None else _RANGE.match(pattern, place)
        if part is not None and lower is not None:
            found |= set(range(lower, part["upper"][0] + 1))
            lower = None
        else:
            part = _member(pattern, place)
            lower = None if part["class"] is not None else part[0][-1]
            found |= _class(part["class"]) if lower is None else {lower}
        place = part.end()
    return (_ANY - found if is_negated else frozenset(found)), place + 1


def _member(pattern: bytes, place: int) -> re.Match[bytes]:
    member = _MEMBER.match(pattern, place)
    if member is None:
        raise Malformed(pattern)
    return member


def _class(name: bytes) -> set[int]:
    if name not in _CLASSES:
        raise Malformed(name)
    return set(_CLASSES[name].encode())


def _name(tokens: Iterable[_Token]) -> Wild:
    pieces: list[list[Any]] = [[]]
    for token in tokens:
        if token == _STAR:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return Wild(tuple(map(_piece, pieces)))


def _piece(units: Sequence[frozenset[int]]) -> Piece:
    if all(len(one) == 1 for one in units):
        return bytes(byte for one in units for byte in one)
    return tuple(units)
