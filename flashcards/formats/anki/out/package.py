"""A package of the newest generation: the collection, and its media, each packed."""

from collections.abc import Iterable
from hashlib import sha1
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile

from flashcards.formats.anki.out.messages import message, messages
from flashcards.formats.anki.package import NEWEST_PACKAGE
from flashcards.formats.anki.zstd import packed

_COLLECTION: Final = "collection.anki21b"


def write_package(
    out: IO[bytes], collection: Iterable[bytes], media: Iterable[tuple[str, bytes]]
) -> None:
    """Write all of a package; of the media one at a time is held."""
    entries: list[bytes] = []
    with ZipFile(out, "w", ZIP_STORED) as zip_:
        zip_.writestr("meta", message({1: NEWEST_PACKAGE}))
        with zip_.open(_COLLECTION, "w", force_zip64=True) as file:
            for piece in packed(collection):
                file.write(piece)
        for number, (name, content) in enumerate(media):
            zip_.writestr(str(number), b"".join(packed([content])))
            entries.append(_entry(name, content))
        zip_.writestr("media", b"".join(packed([messages(1, entries)])))


def _entry(name: str, content: bytes) -> bytes:
    digest = sha1(content, usedforsecurity=False).digest()
    return message({1: name, 2: len(content), 3: digest})
