"""Pictures and sounds that decks from elsewhere name, brought along beside them."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePath, PurePosixPath
from typing import Final
from unicodedata import normalize
from urllib.parse import quote

from flashcards.formats.foreign import ForeignDeck
from flashcards.services.exchange.import_.sources import SourceFile
from flashcards.services.exchange.import_.targets import TakenNames, safe_path
from flashcards.storage.files.deck_files import read_bytes, written
from flashcards.storage.files.staging import LaterContent, digest_at, digest_of

_FOLDER: Final = "media"
_DIGITS: Final = 8
_UNUSUAL: Final = re.compile(r"[^\w.-]")
_ON_THE_WEB: Final = re.compile(
    r"""!\[[^\[\]]*\]\(\s*<?((?:https?:)?//[^\s)>]+)|<(?:img|audio|video|source)\s[^<>]*?\bsrc\s*=\s*["']((?:https?:)?//[^"']+)""",
    re.IGNORECASE,
)


@dataclass(slots=True)
class LeftMedia:
    """What did not come along, as the decks name it: not there, outside the source, on the web.

    `differs` are those in whose place another file stands.
    """

    missing: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    on_the_web: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


class MediaPlan:
    """The pictures and sounds that are to be beside the decks, each content once a folder."""

    def __init__(self, root: Path, taken: TakenNames) -> None:
        self.wanted: dict[str, LaterContent] = {}
        self.left = LeftMedia()
        self.brought: set[Path] = set()
        self._root, self._taken = root, taken
        self._by_digest: dict[tuple[str, str], str] = {}
        self._listed: set[str] = set()
        self._names: dict[Path, dict[str, Path]] = {}

    def content_of(
        self,
        deck: ForeignDeck,
        source: SourceFile,
        target: str,
        files: Mapping[str, bytes] | None = None,
    ) -> bytes:
        """The deck's text, which names its media where they will be; a copy names what it named.

        With `files`, they lie in the source itself, and nothing is looked for beside it.
        """
        text = deck.content.decode("utf-8", "surrogateescape")
        self.left.on_the_web += [one[1] or one[2] for one in _ON_THE_WEB.finditer(text)]
        for name in deck.media:
            if files is not None:
                text = self._packed(text, name, files, target)
                continue
            found = self._found(name, source)
            if found is None:
                continue
            if deck.as_is:
                self._mirror(name, found, source, target)
            else:
                text = _renamed(text, name, self._beside_found(found, target))
        return deck.content if deck.as_is else text.encode("utf-8", "surrogateescape")

    def _found(self, name: str, source: SourceFile) -> Path | None:
        """The file that is meant, in the source's folder; else it is noted."""
        if "\0" in name:
            self.left.missing.append(name)
            return None
        there = source.path.parent / name, source.folder / name.lstrip("/")
        named = self._by_name(source.folder).get(_form(name.rpartition("/")[2]))
        is_file = [one for one in there if one.is_file()] or ([named] if named else [])
        if not is_file:
            is_out = os.path.relpath(there[0], source.folder).startswith("..")
            (self.left.outside if is_out else self.left.missing).append(name)
            return None
        real = [Path(os.path.realpath(one)) for one in is_file]
        found = next((one for one in real if one.is_relative_to(source.folder)), None)
        if found is None:
            self.left.outside.append(name)
        return found

    def _by_name(self, folder: Path) -> dict[str, Path]:
        """All files below a folder by their names: what embeds a file may name it alone."""
        if folder not in self._names:
            self._names[folder] = dict(_files_below(folder))
        return self._names[folder]

    def _mirror(self, name: str, found: Path, source: SourceFile, target: str) -> None:
        """The file goes where it stood, seen from the deck."""
        above = len(PurePosixPath(source.name).parts) - 1 - ("/" in source.name)
        base = PurePosixPath(target).parents[above]
        path = (base / found.relative_to(source.folder).as_posix()).as_posix()
        content = self._read(name, found)
        if content is None or digest_at(self._root / path) == content.digest:
            return
        planned = self.wanted.get(path)
        if planned is None and self._taken.is_free(path):
            self._taken.take(path)
            self.wanted[path] = content
        elif planned is None or planned.digest != content.digest:
            self.left.differs.append(name)

    def _packed(self, text: str, name: str, files: Mapping[str, bytes], target: str) -> str:
        """The text with a medium of the source's own named where it will be."""
        key = _form(name)
        if key not in files:
            self.left.missing.append(name)
            return text
        digest = digest_of(files[key])
        content = LaterContent(Path(name), digest, lambda: files[key])
        return _renamed(text, name, self._beside(PurePosixPath(name), content, target))

    def _beside_found(self, found: Path, target: str) -> str:
        content = self._read(found.name, found)
        if content is None:
            return f"{_FOLDER}/{found.name}"
        return self._beside(found, content, target)

    def _beside(self, named: PurePath, content: LaterContent, target: str) -> str:
        """The path, seen from the deck, of a file with that content in the folder beside it."""
        folder = (PurePosixPath(target).parent / _FOLDER).as_posix()
        self._list(folder)
        digest = content.digest
        if (folder, digest) not in self._by_digest:
            path = self._free(folder, named, digest)
            self._taken.take(path)
            self.wanted[path] = content
            self._by_digest[folder, digest] = path
        return f"{_FOLDER}/{PurePosixPath(self._by_digest[folder, digest]).name}"

    def _free(self, folder: str, named: PurePath, digest: str) -> str:
        stem = PurePosixPath(safe_path(named.stem)).stem
        ending = _UNUSUAL.sub("", named.suffix)
        path = f"{folder}/{stem}{ending}"
        if self._taken.is_free(path):
            return path
        return f"{folder}/{stem}-{digest[:_DIGITS]}{ending}"

    def _list(self, folder: str) -> None:
        """What is in a folder of media already."""
        place = self._root / folder
        if folder in self._listed or not place.is_dir():
            return
        self._listed.add(folder)
        for path in sorted(place.iterdir()):
            if (digest := digest_at(path)) is not None:
                self._by_digest.setdefault((folder, digest), f"{folder}/{path.name}")

    def _read(self, name: str, found: Path) -> LaterContent | None:
        digest = digest_at(found)
        if digest is None:
            self.left.missing.append(name)
            return None
        self.brought.add(found)
        return LaterContent(found, digest, partial(read_bytes, found))


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if one[0] != "." and written(one) == one)
        for name in sorted(files, reverse=True):
            path = Path(above) / name
            if path.is_file() and written(name) == name:
                yield _form(name), path


def _form(name: str) -> str:
    return normalize("NFC", name)


def _renamed(text: str, name: str, path: str) -> str:
    """The text with a file named by its new path wherever a picture or a sound is."""
    spellings = sorted({name, quote(name), name.replace(" ", "%20")})
    spelled = "|".join(map(re.escape, spellings))
    begin = r"""\]\([ ]*<?(?:\./)?|\bsrc\s*=\s*["'](?:\./)?|!\[\[|\[sound:"""
    pattern = rf"""({begin})(?:{spelled})(?=[\s)>"'|\#?\]])"""
    return re.sub(pattern, lambda found: found[1] + quote(path), text)
