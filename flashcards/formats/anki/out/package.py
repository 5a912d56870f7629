"""A package of the newest generation: the collection, and its media, each packed."""

from collections.abc import Iterable, Iterator
from hashlib import sha1
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile

from flashcards.formats.anki.out.messages import message, messages
from flashcards.formats.anki.package import NEWEST_PACKAGE
from flashcards.formats.anki.zstd import packed

_COLLECTION: Final = "collection.anki21b"


def write_package(
    out: IO[bytes], collection: Iterable[bytes], media: Iterable[tuple[str, Iterable[bytes]]]
) -> None:
    """Write all of a package, a piece at a time."""
    entries: list[bytes] = []
    with ZipFile(out, "w", ZIP_STORED) as zip_:
        zip_.writestr("meta", message({1: NEWEST_PACKAGE}))
        with zip_.open(_COLLECTION, "w", force_zip64=True) as file:
            for piece in packed(collection):
                file.write(piece)
        for number, (name, pieces) in enumerate(media):
            with zip_.open(str(number), "w", force_zip64=True) as file:
                entries.append(_entry(name, pieces, file))
        zip_.writestr("media", b"".join(packed([messages(1, entries)])))


def _entry(name: str, pieces: Iterable[bytes], file: IO[bytes]) -> bytes:
    """Write a picture or sound; what the list of media says of it."""
    digest, size = sha1(usedforsecurity=False), 0

    def told() -> Iterator[bytes]:
        nonlocal size
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece

    for piece in packed(told()):
        file.write(piece)
    return message({1: name, 2: size, 3: digest.digest()})
