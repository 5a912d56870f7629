"""Pictures and sounds that a deck names, but that are not there."""

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from flashcards.core.decks.hints.once import said_once
from flashcards.core.decks.media import MediaReference, media_references
from flashcards.core.problem import Problem, warning


class MediaFolder:
    """A folder of decks, below which pictures and sounds are looked for."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def missing(self, deck: Path, file: str, text: str) -> list[Problem]:
        """A warning for each line of a deck's text that names a file which is not there."""
        return said_once(self._missing(deck, file, text))

    def _missing(self, deck: Path, file: str, text: str) -> Iterator[Problem]:
        for one in media_references(text):
            if not self._is_there(deck, one):
                hint = "put the file there, or correct its path; it is looked for beside the deck"
                yield warning(file, one.line, f"there is no file `{one.path[:200]}`", hint)

    def _is_there(self, deck: Path, reference: MediaReference) -> bool:
        places = (deck.parent / reference.path, self.root / reference.path.lstrip("/"))
        if any(_exists(place) for place in places):
            return True
        name = normalize("NFC", reference.path.rpartition("/")[2])
        return reference.is_name and name in self._names

    @cached_property
    def _names(self) -> set[str]:
        """The names of all files below the folder: what embeds another file names it alone."""
        found: set[str] = set()
        for _, folders, files in os.walk(self.root):
            folders[:] = [one for one in folders if not one.startswith(".")]
            found.update(normalize("NFC", one) for one in files)
        return found


def _exists(path: Path) -> bool:
    """Whether a file is there, in either Unicode form of its name."""
    forms = {normalize(form, str(path)) for form in ("NFC", "NFD")} | {str(path)}
    return any(os.path.isfile(form) for form in forms)  # noqa: PTH113
