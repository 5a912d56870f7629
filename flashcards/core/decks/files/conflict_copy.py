"""Copies of decks that file-sync services and git leave where two sides changed one file."""

import re
from collections.abc import Collection
from typing import Final

_SUFFIX: Final = ".md"
_OTHER_LANGUAGES: Final = (
    "konflikt|conflit|conflict|conflicto|conflitto|conflito|конфликт|競合|冲突"
)
_BY_NAME: Final = re.compile(
    r" \([^()]*conflicted copy[^()]*\)"  # Dropbox, Nextcloud
    rf"| \([^()]*(?:{_OTHER_LANGUAGES})[^()]*\d{{4}}-\d\d-\d\d[^()]*\)"
    r"|\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]+)?"  # Syncthing
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
    r"|_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+",  # git mergetool
    re.IGNORECASE,
)
_BY_NAME_AND_CARDS: Final = re.compile(
    r" \d+"  # iCloud
    r"| \(\d+\)"  # Google Drive, browsers
    r"|-[\w-]+"  # OneDrive: the computer's name
    r"|\.conflict"  # Resilio
    r"| [–-] \w+(?: \(\d+\))?",  # Windows
    re.IGNORECASE,
)


def conflict_copies(
    paths: Collection[str], sharing: Collection[frozenset[str]] = frozenset()
) -> dict[str, str]:
    """The decks that are copies of another one beside them, by path, and the paths of those.

    `sharing` are decks with a card in common, a set a card: where a name alone says nothing, that
    tells a copy from a deck with a similar name.
    """
    there, found = set(paths), {}
    for path in sorted(there):
        for original in _originals(path, _BY_NAME) & there:
            found[path] = original
        for original in _originals(path, _BY_NAME_AND_CARDS) & there:
            if any({path, original} <= decks for decks in sharing):
                found.setdefault(path, original)
    return found


def _originals(path: str, ending: re.Pattern[str]) -> set[str]:
    """What the deck would be called without such an ending of its name, wherever that begins."""
    folder, slash, name = path.rpartition("/")
    stem = name.removesuffix(_SUFFIX)
    begins = (cut for cut in range(1, len(stem)) if ending.fullmatch(stem, cut))
    return {f"{folder}{slash}{stem[:cut]}{_SUFFIX}" for cut in begins}
