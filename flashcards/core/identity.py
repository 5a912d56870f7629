"""A card's id: a digest of what it asks and answers, alike on every machine."""

import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from flashcards.core.card import CardId, Kind

Span = tuple[int, int]
"""A part of a text: where it begins and where it ends."""

_DIGEST_BYTES: Final = 16
_ONE_KIND: Final = {Kind.HEADING: Kind.QUESTION, Kind.LINE: Kind.QUESTION}


def card_id(kind: Kind, front: str, back: str, span: Span | None = None) -> CardId:
    """32 hex digits of BLAKE2b over kind, front, back and span, each length-prefixed.

    Tagged, heading and one-line questions are one kind. Texts are compared as Unicode NFC without
    trailing white space, whatever their line ends; lone surrogates count as themselves.
    """
    return sibling_ids(kind, front, back, [span])[0]


def sibling_ids(kind: Kind, front: str, back: str, spans: Iterable[Span | None]) -> list[CardId]:
    """The ids of cards that differ in their span only; the text is digested once."""
    parts = (identity_kind(kind).value, normalised(front), normalised(back))
    text = blake2b(b"".join([_prefixed(part) for part in parts]), digest_size=_DIGEST_BYTES)
    ids = []
    for span in spans:
        digest = text.copy()
        digest.update(_prefixed("" if span is None else f"{span[0]}-{span[1]}"))
        ids.append(CardId(digest.hexdigest()))
    return ids


def _prefixed(part: str) -> bytes:
    encoded = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(encoded), encoded)


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
