"""Where the pictures, sounds and films are that decks name: one search for all who ask."""

import os
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Final
from unicodedata import normalize

from flashcards.core.card import Card
from flashcards.core.decks.hints.once import said_once
from flashcards.core.decks.media import (
    MediaReference,
    is_media,
    media_references,
    names_media,
)
from flashcards.core.problem import Problem, warning

_MISSING_HINT: Final = "put the file there, or correct its path; it is looked for beside the deck"
_OUTSIDE_HINT: Final = "copy the file into the collection, and correct its path"
_MOST_SAID: Final = 200
_MOST_FILES: Final = 200_000
"""Files of a folder that are looked through for one that is named without its folder."""


class WhyNot(StrEnum):
    """Why a reference leads to no file that may be opened or shown; of several the first."""

    NO_MEDIA = "it is no picture, sound or film by its name"
    OUTSIDE = "it is outside the collection"
    MISSING = "there is no such file"


class MediaFolder:
    """A folder of decks, in which their media are looked for and which none of them leaves."""

    def __init__(self, root: Path, *, is_collection: bool = True) -> None:
        self._root = root.resolve()
        self._is_collection = is_collection

    def locate(self, reference: MediaReference, deck: str) -> Path | WhyNot:
        """The file that a deck, by its path below the folder, means; links in the path resolved.

        It is looked for beside the deck, then below the folder; what is known by its name alone
        then anywhere below it, but in hidden folders.
        """
        reasons: list[WhyNot] = []
        for place in self._places(reference, (self._root / deck).parent):
            found = self._file(place)
            if isinstance(found, Path):
                return found
            reasons += [] if found is None else [found]
        return min(reasons, key=list(WhyNot).index, default=WhyNot.OUTSIDE)

    def problems(self, deck: str, text: str, file: str) -> list[Problem]:
        """A warning for each line of a deck's text that names a file which is not there.

        They name the deck as `file`. What lies outside the folder is one only of a collection:
        whoever looks through another folder may see more than that.
        """
        return said_once(self._problems(deck, text, file)) if names_media(text) else []

    def _problems(self, deck: str, text: str, file: str) -> Iterator[Problem]:
        from flashcards.core.decks.parse import deck_lines

        for one in media_references(deck_lines(text, file)):
            said, found = one.path[:_MOST_SAID], self.locate(one, deck)
            if found is WhyNot.MISSING:
                yield warning(file, one.line, f"there is no file `{said}`", _MISSING_HINT)
            elif found is WhyNot.OUTSIDE and self._is_collection:
                yield warning(file, one.line, f"`{said}` is outside the collection", _OUTSIDE_HINT)

    def _places(self, reference: MediaReference, folder: Path) -> Iterator[Path]:
        """Where a file may lie, the likeliest first."""
        for name in reversed(reference.names):
            yield folder / name
            yield self._root / name.lstrip("/")
        for name in reversed(reference.names) if reference.is_name else ():
            form = normalize("NFC", name)
            alike = self._named.get(form.rpartition("/")[2], [])
            for place in sorted(alike, key=lambda one: (not _ends(one, form), one.count("/"), one)):
                yield self._root / place

    def _file(self, place: Path) -> Path | WhyNot | None:
        """The file at a place, its name in either Unicode form; None: the place is outside."""
        written = os.path.normpath(place)
        if not Path(written).is_relative_to(self._root):
            return None
        why = WhyNot.MISSING
        for form in dict.fromkeys((written, normalize("NFC", written), normalize("NFD", written))):
            found = _resolved(form)
            if found is not None and not found.is_relative_to(self._root):
                why = WhyNot.OUTSIDE
            elif found is not None:
                return found if is_media(found.name) else WhyNot.NO_MEDIA
        return why

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The paths of all files below the folder, by name."""
        found: dict[str, list[str]] = {}
        count = 0
        for folder, folders, files in os.walk(self._root):
            folders[:] = [one for one in folders if not one.startswith(".")]
            below = os.path.relpath(folder, self._root)
            for file in files:
                path = file if below == os.curdir else f"{below}/{file}"
                found.setdefault(normalize("NFC", file), []).append(path)
            count += len(files)
            if count > _MOST_FILES:
                break
        return found


def media_of(root: Path, card: Card) -> Path:
    """The first picture, sound or film of a card that is in its collection, else its deck."""
    folder = MediaFolder(root)
    for one in media_references(f"{card.front}\n\n{card.back}".split("\n")):
        found = folder.locate(one, card.source.file)
        if isinstance(found, Path):
            return found
    return root / card.source.file


def _resolved(path: str) -> Path | None:
    """The file that a path of any text leads to, None where there is none."""
    try:
        return Path(path).resolve() if os.path.isfile(path) else None  # noqa: PTH113
    except (OSError, RuntimeError, ValueError):
        return None


def _ends(path: str, name: str) -> bool:
    """Whether a path ends with the folders and the name that are said."""
    return f"/{normalize('NFC', path)}".endswith(f"/{name.lstrip('/')}")
