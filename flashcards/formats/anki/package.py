"""A package: a zip with a collection, of the newest generation that it holds, and its media."""

import json
import struct
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Final
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile

from flashcards.core.frozen import dataclass
from flashcards.errors.packages import BadPackage, SwellsTooMuch, TooNew
from flashcards.formats.anki.protobuf import Message, NotAMessage
from flashcards.formats.anki.zstd import MAGIC, NotZstd, unpacked

_COLLECTIONS: Final = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: a package of a newer generation holds a stub of the oldest, too."""

NEWEST_PACKAGE: Final = 3
"""The latest version of packages that is known."""

_BROKEN: Final = (
    *(BadZipFile, NotImplementedError, EOFError, OSError, ValueError, struct.error, zlib.error),
)
"""What a zip that was damaged, or made to harm, lets its reader stumble over."""

_MOST_ENTRIES: Final = 500_000
_PIECE: Final = 1 << 18
_FREE: Final = 64_000_000
_TIGHTEST: Final = 100
"""How many times larger than packed something may become, from `_FREE` bytes on."""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: the name of its collection, its version, and its media by their names."""

    name: str
    collection: str
    version: int
    _zip: ZipFile
    _members: Mapping[str, str]

    @property
    def media(self) -> frozenset[str]:
        """What its pictures and sounds are called."""
        return frozenset(self._members)

    def database(self) -> Iterator[bytes]:
        """The collection, in pieces; raises `BadPackage`, `SwellsTooMuch`."""
        return _unpacked(self._zip, self.name, self.collection)

    def medium(self, name: str) -> bytes:
        """A picture or sound; raises `BadPackage`, `SwellsTooMuch`."""
        return b"".join(_unpacked(self._zip, self.name, self._members[name]))

    def check(self, name: str) -> None:
        """Raises what `medium` would; nothing of it is held."""
        deque(_unpacked(self._zip, self.name, self._members[name]), maxlen=0)


class PackedMedia(Mapping[str, bytes]):
    """Pictures and sounds that stay in their package until they are asked for, each time anew."""

    def __init__(self, package: Package, names: Iterable[str]) -> None:
        self._package, self._names = package, dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._package.medium(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@contextmanager
def opened_package(content: bytes, name: str) -> Iterator[Package]:
    """A package's bytes opened; raises `BadPackage`, `SwellsTooMuch`."""
    with BytesIO(content) as file:
        yield package_in(file, name)


def package_in(file: IO[bytes], name: str) -> Package:
    """A package, which stays open as long as its file; raises `BadPackage`, `SwellsTooMuch`."""
    try:
        zip_ = ZipFile(file)
    except _BROKEN as failure:
        raise BadPackage(name, _said(failure)) from None
    return _package(zip_, name)


def _package(zip_: ZipFile, name: str) -> Package:
    names = set(zip_.namelist())
    if len(names) > _MOST_ENTRIES:
        raise BadPackage(name, f"it has {len(names):,} files")
    found = next((one for one in _COLLECTIONS if one in names), None)
    if found is None:
        raise BadPackage(name, "there is no collection in it")
    version = 0
    if "meta" in names:
        try:
            version = Message(b"".join(_unpacked(zip_, name, "meta"))).number(1)
        except NotAMessage:
            raise BadPackage(name, "its `meta` is damaged") from None
    if version > NEWEST_PACKAGE and found == _COLLECTIONS[-1]:
        raise TooNew(name)
    members = _media(zip_, name) if "media" in names else {}
    there = {medium: member for medium, member in members.items() if member in names}
    return Package(name, found, version, zip_, there)


def _media(zip_: ZipFile, name: str) -> dict[str, str]:
    """The member of the zip that holds each medium: a JSON object, or a packed message."""
    content = b"".join(_unpacked(zip_, name, "media"))
    try:
        if content[:1] == b"{":
            said = json.loads(content)
            return {_form(str(medium)): str(member) for member, medium in said.items()}
        found: dict[str, str] = {}
        for number, entry in enumerate(Message(content).messages(1)):
            found[_form(entry.text(1))] = str(entry.number(255, number))
    except (NotAMessage, ValueError, RecursionError):
        raise BadPackage(name, "its list of media is damaged") from None
    return found


def _form(name: str) -> str:
    return normalize("NFC", name)


def _unpacked(zip_: ZipFile, name: str, member: str) -> Iterator[bytes]:
    """A member in pieces, out of its zstd as well where it has that."""
    info = zip_.getinfo(member)
    most = max(_FREE, _TIGHTEST * info.compress_size)
    if info.flag_bits & 1:
        raise BadPackage(name, "it is locked with a password")
    size = 0
    try:
        with zip_.open(info) as file:
            is_packed = file.read(len(MAGIC)) == MAGIC
            file.seek(0)
            for piece in unpacked(file) if is_packed else iter(lambda: file.read(_PIECE), b""):
                size += len(piece)
                if size > most:
                    raise SwellsTooMuch(name, _called(member), most // 1_000_000)
                yield piece
    except (*_BROKEN, NotZstd) as failure:
        raise BadPackage(name, f"{member}: {_said(failure)}") from None


def _called(member: str) -> str:
    return "The collection" if member in _COLLECTIONS else "A picture or sound"


def _said(failure: Exception) -> str:
    return " ".join(str(failure).split())[:100].lower() or "it is damaged"
