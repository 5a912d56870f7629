"""The style sheet, the script and the icon: what every page needs and nothing of the learner."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from flashcards.web.exchange import Response, Status

_TYPES: Final = {
    "style.css": "text/css; charset=utf-8",
    "keys.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_KEPT: Final = (("Cache-Control", "private, max-age=31536000, immutable"),)
"""A browser may keep them: under another text they have another address."""


def asset(path: str) -> Response | None:
    """What an address of one of them gets."""
    name = path.removeprefix("/")
    if name not in _TYPES:
        return None
    return Response(Status.OK, _content(name), _TYPES[name], _KEPT)


@cache
def address(name: str) -> str:
    """The address of one of them, as its text is now."""
    return f"/{name}?{sha256(_content(name)).hexdigest()[:12]}"


@cache
def _content(name: str) -> bytes:
    return files("flashcards.web").joinpath(name).read_bytes()
