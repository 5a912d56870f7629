"""The file that shows, or plays, more of a card: its picture or sound, or its deck."""

import html
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from flashcards.core.card import Card

_FORMS: Final = re.compile(
    r"""
    !\[\[ \s* (?P<embed> [^\]|\#\n]+ )                          # ![[x.png]], ![[x.png|300]]
    | \[ (?:[^\[\]]|\[[^\[\]]*\])* \]\( \s* (?: <(?P<angled> [^<>\n]*) >
        | (?P<bare> (?:[^\s()]|\([^\s()]*\))+ ) )               # ![](x.png), [listen](<a b.mp3>)
    | <(?:img|audio|video|source|embed)\b [^<>]*? \bsrc \s*=\s*
        (?: "(?P<double> [^"]*)" | '(?P<single> [^']*)' | (?P<plain> [^\s"'<>]+) )
    | <a\b [^<>]*? \bhref \s*=\s* (?: "(?P<href> [^"]*)" | '(?P<href1> [^']*)' )
    | \[sound: (?P<sound> [^\]\n]+) \]                          # as Anki has it
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PICTURES: Final = {"png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tiff", "pdf"}
_SOUNDS: Final = {"mp3", "m4a", "wav", "ogg", "oga", "opus", "flac", "aac"}
_FILMS: Final = {"mp4", "m4v", "mov", "mkv", "webm", "ogv"}
_ENDINGS: Final = _PICTURES | _SOUNDS | _FILMS
"""What pictures, sounds and films end with: a link to anything else shows nothing."""

_SOUGHT: Final = 20_000
"""How many files of a collection are looked through for one that is named without its folder."""


def media(root: Path, card: Card) -> Path:
    """The first picture or sound of the card that is a file of the collection, else its deck."""
    deck = root / card.source.file
    for said, is_embed in _named(f"{card.front}\n{card.back}"):
        for path in _places(root, deck.parent, said, is_embed=is_embed):
            if path.is_file() and path.is_relative_to(root):
                return path
    return deck


def _named(text: str) -> Iterator[tuple[str, bool]]:
    """The addresses in the text that may be such a file, and whether only a name is usual there."""
    for found in _FORMS.finditer(text):
        said = next(group for group in found.groups() if group is not None).strip()
        is_embed = found["embed"] is not None or found["sound"] is not None
        if not is_embed:
            said = html.unescape(said)
        if Path(said.partition("#")[0].partition("?")[0]).suffix[1:].lower() in _ENDINGS:
            yield said, is_embed


def _places(root: Path, folder: Path, said: str, *, is_embed: bool) -> Iterator[Path]:
    """Where it may be: beside the deck, from the collection's root, by its name anywhere."""
    for name in dict.fromkeys((said, unquote(said), unquote(said.partition("#")[0]))):
        if "\0" not in name and "://" not in name:
            yield (folder / name).resolve()
            yield (root / name.lstrip("/")).resolve()
    if is_embed:
        yield from _by_name(root, Path(said).name)


def _by_name(root: Path, name: str) -> Iterator[Path]:
    """The files of that name in the collection, those hidden left out."""
    seen = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        if name in files:
            yield Path(folder, name).resolve()
        seen += len(files)
        if seen > _SOUGHT:
            return
