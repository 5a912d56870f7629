"""What files of the collection decks from elsewhere are called; none takes another one's name."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Final
from unicodedata import category, normalize

from flashcards.core.decks.names import alike
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.imports import NeverRead
from flashcards.services.exchange.import_.sources import SourceFile
from flashcards.storage.files.deck_files import is_skipped

_ENDING: Final = ".md"
_LONGEST_NAME: Final = 200
_ODD: Final = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]+')
_SAYS_NOTHING: Final = {"readme", "index", "untitled", "download"}
_FOR_ANYTHING: Final = _SAYS_NOTHING | {
    *("downloads", "desktop", "documents", "home", "tmp", "temp", "docs", "src", "notes"),
}
_UNSEEN: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_TITLE: Final = re.compile(r"^#{1,3} +(.+?)[ #]*$", re.MULTILINE)
_WORD: Final = re.compile(r"[\W_]+")
_LONGEST_TITLE: Final = 40


def folder_below(root: Path, said: str) -> PurePosixPath:
    """A folder of the collection; raises `NeverRead` or `OutsideCollection`."""
    place = (root / said).resolve()
    if "\0" in said or not place.is_relative_to(root):
        raise OutsideCollection(said)
    below = PurePosixPath(place.relative_to(root).as_posix())
    for part in below.parts:
        if is_skipped(part):
            raise NeverRead(said, part)
    return below


def safe_path(name: str) -> str:
    """The name of a deck as a file's path: below the folder it is put in, writable anywhere.

    A name that is such a path already stays as it is.
    """
    parts = [_safe_part(part) for part in PurePosixPath(name.removesuffix(_ENDING)).parts]
    kept = [part for part in parts if part] or ["deck"]
    return "/".join([*kept[:-1], f"{kept[-1]}{_ENDING}"])


def _safe_part(part: str) -> str:
    text = part.encode("utf-8", "replace").decode()
    text = "".join("-" if category(one) in _UNSEEN else one for one in text)
    text = normalize("NFC", _ODD.sub("-", text)).strip(" /").lstrip(".").rstrip(". ")
    return text.encode()[:_LONGEST_NAME].decode("utf-8", "ignore")


def names_for(source: SourceFile, name: str, text: str) -> Iterator[str]:
    """What a deck may be called, the best first, without end: `README` says nothing of it.

    Where a name is taken, its source's folder or its title tells it from the other.
    """
    path = PurePosixPath(safe_path(name))
    stem, folder = path.stem, source.path.parent.name
    above = "" if alike(folder) in _FOR_ANYTHING or not folder else folder
    title = _title(text)
    if alike(stem) in _SAYS_NOTHING and not source.is_in_folder:
        yield from (safe_path(str(path.with_name(one))) for one in (above, title) if one)
    yield path.as_posix()
    for one in (above, title):
        if one and alike(one) != alike(stem):
            yield safe_path(str(path.with_name(f"{stem}-{one}")))
    for number in count(2):
        yield str(path.with_name(f"{stem}-{number}{_ENDING}"))


def _title(text: str) -> str:
    found = _TITLE.search(text)
    words = _WORD.sub("-", found[1]).strip("-").lower() if found else ""
    return words[:_LONGEST_TITLE].strip("-")


class TakenNames:
    """The names that files have, or will have: no two differ by case or Unicode form alone."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._taken: dict[str, str] = {}
        self._listed: set[str] = set()

    def is_free(self, path: str) -> bool:
        """Whether no file is there, or will be, under any spelling of the path."""
        self._look_into(PurePosixPath(path).parent)
        return alike(path) not in self._taken

    def spelled(self, path: str) -> str:
        """The path as the file that is there spells it."""
        self._look_into(PurePosixPath(path).parent)
        return self._taken.get(alike(path), path)

    def take(self, path: str) -> None:
        """From now on the name is somebody's."""
        self._taken[alike(path)] = path

    def _look_into(self, folder: PurePosixPath) -> None:
        key = folder.as_posix()
        if key in self._listed:
            return
        self._listed.add(key)
        place = self._root / folder
        if place.is_dir():
            for one in place.iterdir():
                path = (folder / one.name).as_posix()
                self._taken.setdefault(alike(path), path)
