"""The pictures and sounds that a deck's text names."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.markdown.inline import code_and_math

_SOUNDS: Final = "aac|flac|m4a|mp3|oga|ogg|opus|wav|weba"
_FILES: Final = f"{_SOUNDS}|avif|bmp|gif|jpe?g|mp4|png|svg|tiff?|webm|webp"
_REFERENCE: Final = re.compile(
    rf"""!\[[^\[\]]*\]\([ ]*(?:<(?P<bracketed>[^<>\n]+)>|(?P<picture>(?:[^()\s]|\([^()\s]*\))+))
    |(?<!!)\[[^\[\]]*\]\([ ]*(?P<sound>[^()\s]+\.(?:{_SOUNDS}))(?=[\s)])
    |!\[\[(?P<embed>[^\[\]|\#]+\.(?:{_FILES}))[^\[\]]*\]\]
    |\[sound:(?P<anki>[^\[\]]+)\]
    |<(?:img|audio|video|source)\s[^<>]*?\bsrc\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]+:|//|\#", re.IGNORECASE)


class MediaReference(NamedTuple):
    """A file that a line, counted from 0, names; below the deck's folder, or by its name alone."""

    line: int
    path: str
    is_name: bool


def media_references(text: str) -> Iterator[MediaReference]:
    """The files that pictures and sounds of a text name, outside code and not on the web."""
    if not _REFERENCE.search(text):
        return
    from flashcards.core.decks.markdown.tokens import blocks_of

    lines = text.splitlines()
    hidden = blocks_of(lines).hidden
    for line, shown in enumerate(lines):
        if hidden[line]:
            continue
        found = list(_REFERENCE.finditer(shown))
        code = code_and_math(shown) if found else []
        for one in found:
            kind, target = next((k, v) for k, v in one.groupdict().items() if v is not None)
            path = unquote(re.split(r"[?#]", target.strip(), maxsplit=1)[0])
            if path and not holding(code, one.start()) and not _ELSEWHERE.match(target):
                yield MediaReference(line, path, kind in {"embed", "anki"})
