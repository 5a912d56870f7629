"""The decks that come with flash: which texts a collection has, and whether newer ones came."""

from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path
from typing import Final

from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.storage.database.engine import Connection, reading, writing
from flashcards.storage.database.properties import said, say
from flashcards.storage.files.staging import digest_at, digest_of
from flashcards.storage.files.whole_file import write_text
from flashcards.storage.log import imports
from flashcards.storage.log.imports import NO_FACT, ImportedFile

STARTER: Final = "starter"
"""Names the decks that come with flash."""

_DIGEST_BYTES = 8
_OFFERED = "starter"
"""The key of the digest of the starter decks that were here, or offered, last."""
_SEEN = "starter files"
"""The key of what their files looked like then, so that they are not read each time."""


def starter_folder() -> Path:
    """Where the decks are that come with flash."""
    packed = resources.files("flashcards") / STARTER
    return Path(str(packed)) if packed.is_dir() else Path(__file__).parents[4] / "decks"


def starter_key(path: str) -> str:
    """What a starter deck is told by, by its path."""
    return f"{STARTER}#{path}"


def starter_decks() -> set[str]:
    """The names of the starter decks."""
    return {path.removesuffix(".md") for path in _decks()}


def put_starter_decks(folder: Path) -> list[str]:
    """Copy the starter decks below `folder`, over nothing that is there; what was written."""
    written: list[str] = []
    for path, source in _decks().items():
        target = folder / path
        if not target.exists():
            write_text(target, source.read_text(encoding="utf-8"))
            written.append(path)
    return written


def remember_starter_decks(collection: Collection) -> None:
    """Note the starter decks that stand in the collection as they came, to know what is changed."""
    with writing(collection.engine) as connection:
        known = imports.latest_files(connection)
        texts: dict[str, bytes] = {}
        files: list[ImportedFile] = []
        for path, source in _decks().items():
            content = source.read_bytes()
            digest = digest_of(content)
            if path not in known and digest_at(collection.root / path) == digest:
                texts[digest] = content
                key = starter_key(path)
                files.append(ImportedFile(NO_FACT, path, 0, key, digest, None, digest))
        imports.keep_texts(connection, texts)
        imports.remember(connection, files)
        _say_offered(connection, _digest())


def is_newer_starter(collection: Collection) -> bool:
    """Whether starter decks of the collection have newer texts now; true once for each of them."""
    with reading(collection.engine) as connection:
        if said(connection, _SEEN) == _look():
            return False
        digest, offered = _digest(), said(connection, _OFFERED)
        known = imports.latest_files(connection)
    if digest == offered:
        with suppress(FlashError), writing(collection.engine) as connection:
            _say_offered(connection, digest)
        return False
    is_newer = False
    for path, source in _decks().items():
        there = digest_at(collection.root / path)
        base = known[path].base if path in known else there
        is_newer |= there is not None and base != digest_of(source.read_bytes())
    with suppress(FlashError):  # a look at the day needs no disk that can be written
        remember_starter_decks(collection)
    return is_newer


def is_former_text(text: str) -> bool:
    """Whether a card's text came with flash before it was kept what came: digests tell them.

    The list is closed: since then each collection remembers what it was given.
    """
    return blake2b(text.encode(), digest_size=_DIGEST_BYTES).hexdigest() in _former_digests()


@cache
def _former_digests() -> frozenset[str]:
    text = Path(__file__).with_name("former_starter.txt").read_text(encoding="ascii")
    return frozenset(text.split())


def _decks() -> dict[str, Path]:
    """Where each starter deck is, by its path below the collection."""
    folder = starter_folder()
    found = sorted(folder.rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path for path in found}


def _say_offered(connection: Connection, digest: str) -> None:
    say(connection, _OFFERED, digest)
    say(connection, _SEEN, _look())


def _look() -> str:
    """What tells files from others without reading them: where they are, their sizes and times."""
    digest = blake2b(str(starter_folder()).encode("utf-8", "replace"), digest_size=16)
    for path, source in _decks().items():
        stat = source.stat()
        digest.update(f"{path}\0{stat.st_size} {stat.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _digest() -> str:
    """What tells the starter decks of one version from those of another."""
    digest = blake2b(digest_size=16)
    for path, source in _decks().items():
        digest.update(path.encode() + b"\0" + source.read_bytes() + b"\0")
    return digest.hexdigest()
