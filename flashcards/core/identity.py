"""A card's id: a digest of what it asks and answers, alike on every machine."""

import unicodedata
from hashlib import blake2b
from typing import Final

from flashcards.core.card import CardId, Kind

_DIGEST_BYTES: Final = 16
_ONE_KIND: Final = {Kind.HEADING: Kind.QUESTION, Kind.LINE: Kind.QUESTION}


def card_id(kind: Kind, front: str, back: str, span: tuple[int, int] | None = None) -> CardId:
    """32 hex digits of BLAKE2b over kind, front, back and span, each length-prefixed.

    Tagged, heading and one-line questions are one kind. Texts are compared as Unicode NFC without
    trailing white space, whatever their line ends; lone surrogates count as themselves.
    """
    parts = (
        identity_kind(kind).value,
        normalised(front),
        normalised(back),
        "" if span is None else f"{span[0]}-{span[1]}",
    )
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return CardId(digest.hexdigest())


def identity_kind(kind: Kind) -> Kind:
    """The kind as an id sees it: heading and one-line questions are questions."""
    return _ONE_KIND.get(kind, kind)


def normalised(text: str) -> str:
    """The text as an id sees it: NFC, LF line ends, no white space at the end of a line or text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return "\n".join([line.rstrip() for line in text.split("\n")]).strip("\n")
