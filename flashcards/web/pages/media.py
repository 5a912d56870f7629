"""A picture, sound or film that a card names, by the card and its place in it."""

import re
from dataclasses import replace
from typing import Final

from flashcards.services.decks.card_names import find_card
from flashcards.services.decks.media import WhyNot
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.layout import message_page
from flashcards.web.markup.media import CardMedia, type_of
from flashcards.web.site import Site

_ADDRESS: Final = re.compile(r"/media/([^/]{1,64})/(\d{1,4})")
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_LARGEST: Final = 256 * 1024 * 1024
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture that is opened by itself is a document of its own, in which no script may run."""


def sent(site: Site, request: Request) -> Response:
    """The file, for what its ending says; why it is not sent, as a page."""
    meant = _ADDRESS.fullmatch(request.path)
    if meant is None:
        return _missing(WhyNot.MISSING)
    card = find_card(site.collection, meant[1]).card
    found = CardMedia(site.collection.root, card).file(int(meant[2]))
    if isinstance(found, WhyNot):
        return _missing(found)
    if found.stat().st_size > _LARGEST:
        return _missing("It is too large for a page: open it in the folder of its deck.")
    own = (("Content-Security-Policy", _POLICY), ("Accept-Ranges", "bytes"))
    whole = Response(Status.OK, found.read_bytes(), type_of(found), own)
    wanted = _RANGE.fullmatch(request.header("range"))
    return whole if wanted is None else _part(whole, wanted[1], wanted[2])


def _part(whole: Response, first: str, last: str) -> Response:
    """The bytes that a player asks for, to begin in the middle; all where there are no such."""
    size = len(whole.body)
    start = int(first) if first else max(0, size - int(last or 0))
    end = min(int(last) + 1 if first and last else size, size)
    if start >= end:
        return whole
    said = f"bytes {start}-{end - 1}/{size}"
    part = replace(whole, status=Status.PART, body=whole.body[start:end])
    return part.with_header("Content-Range", said)


def _missing(why: str) -> Response:
    return Response.page(message_page("Not shown", f"{why[:1].upper()}{why[1:]}"), Status.NOT_FOUND)
