"""Pictures and sounds that go to Anki, which keeps them all in one folder."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unicodedata import normalize

from flashcards.core.decks.media import MediaReference
from flashcards.services.decks.media import MediaFolder, WhyNot
from flashcards.storage.files.deck_files import pieces_of
from flashcards.storage.files.staging import digest_at

_UNUSUAL: Final = re.compile(r"[^\w.-]+")
_LONGEST: Final = 60
_DIGITS: Final = 8


class SentMedia:
    """The files that cards name, each under a name that no other has; `missing` are not there."""

    def __init__(self, root: Path) -> None:
        self._folder = MediaFolder(root)
        self._names: dict[Path, str] = {}
        self._taken: dict[str, str | None] = {}
        self.missing: dict[str, None] = {}

    def named(self, reference: MediaReference, deck: str) -> str | None:
        """What a file is called in Anki that a deck, by its path, names; None: it is not there."""
        found = self._folder.locate(reference, deck)
        if isinstance(found, WhyNot):
            self.missing[reference.path] = None
            return None
        if found not in self._names:
            self._names[found] = self._free(found)
        return self._names[found]

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """The names in Anki and what the files hold, in pieces, each name once."""
        done: set[str] = set()
        for path, name in self._names.items():
            if name not in done:
                done.add(name)
                yield name, pieces_of(path)

    @property
    def count(self) -> int:
        """How many files go."""
        return len(set(self._names.values()))

    def _free(self, path: Path) -> str:
        """A name in its folder; of files with one name, those that differ get their digest."""
        digest, ending = digest_at(path), _UNUSUAL.sub("", path.suffix.lower())
        stem = _UNUSUAL.sub("_", normalize("NFC", path.stem))[:_LONGEST].lstrip("_") or "file"
        name = f"{stem}{ending}"
        if self._taken.setdefault(name.casefold(), digest) == digest:
            return name
        return f"{stem}-{(digest or '')[:_DIGITS]}{ending}"
