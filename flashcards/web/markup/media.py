"""The files that a card names: each has an address by the card and its place in it.

An address holds no path of the disk, so there is none to leave the collection by.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from flashcards.core.card import Card
from flashcards.core.decks.media import MediaReference, media_reference, media_references
from flashcards.services.decks.media import MediaFolder, WhyNot
from flashcards.views.html import Html, element, joined
from flashcards.views.markup.page import behind, link

_PICTURES: Final = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    **dict.fromkeys(("jpe", "jpeg", "jpg"), "image/jpeg"),
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
_SOUNDS: Final = {
    **dict.fromkeys(("aac", "m4a"), "audio/mp4"),
    "flac": "audio/flac",
    "mp3": "audio/mpeg",
    **dict.fromkeys(("oga", "ogg", "opus"), "audio/ogg"),
    "wav": "audio/wav",
    "weba": "audio/webm",
}
_FILMS: Final = {
    **dict.fromkeys(("m4v", "mp4", "mov"), "video/mp4"),
    **dict.fromkeys(("mkv", "webm"), "video/webm"),
    "ogv": "video/ogg",
}
_OTHERS: Final = {"pdf": "application/pdf"}
_TYPES: Final = {**_PICTURES, **_SOUNDS, **_FILMS, **_OTHERS}
_ANY: Final = "application/octet-stream"


class CardMedia:
    """The pictures, sounds and films of one card."""

    def __init__(self, root: Path, card: Card) -> None:
        self._root, self._card = root, card

    @cached_property
    def _references(self) -> Sequence[MediaReference]:
        text = f"{self._card.front}\n\n{self._card.back}"
        return list(media_references(text.split("\n")))

    def shown(self, address: str, called: str, *, is_name: bool = False) -> Html:
        """What an address in the card leads to, as it is seen or heard."""
        reference = media_reference(address, is_name=is_name)
        number = None if reference is None else self._number(reference)
        if number is None:
            return link(address, joined(called or address), called)
        found = self.file(number)
        if isinstance(found, WhyNot):
            return joined(called, behind(f" ({address}: {found})"))
        return _player(f"/media/{self._card.id}/{number}", ending_of(found), called or found.name)

    def file(self, number: int) -> Path | WhyNot:
        """The file that the card names at a place, links in its path followed."""
        if number >= len(self._references):
            return WhyNot.MISSING
        return MediaFolder(self._root).locate(self._references[number], self._card.source.file)

    def _number(self, meant: MediaReference) -> int | None:
        names = (one.names for one in self._references)
        return next((number for number, one in enumerate(names) if one == meant.names), None)


def ending_of(file: Path) -> str:
    """The ending of a file's name, without its dot, in lower case."""
    return file.suffix[1:].lower()


def type_of(file: Path) -> str:
    """What kind of file a browser has to take it for, by its ending alone."""
    return _TYPES.get(ending_of(file), _ANY)


def _player(address: str, ending: str, called: str) -> Html:
    if ending in _SOUNDS:
        return element("audio", src=address, controls=True, preload="none", aria_label=called)
    if ending in _FILMS:
        return element("video", src=address, controls=True, preload="metadata", aria_label=called)
    if ending in _PICTURES:
        return element("img", src=address, alt=called, loading="lazy")
    return element("a", called, href=address, target="_blank")
