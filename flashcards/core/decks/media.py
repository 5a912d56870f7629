"""The pictures, sounds and films that a text names, however they are written."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final, NamedTuple
from urllib.parse import unquote

from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.markdown.inline import code_and_math

_PICTURES: Final = "avif bmp gif jpe jpeg jpg pdf png svg tif tiff webp"
_SOUNDS: Final = "aac flac m4a mp3 oga ogg opus wav weba"
_FILMS: Final = "m4v mkv mov mp4 ogv webm"
MEDIA_ENDINGS: Final = tuple(f"{_PICTURES} {_SOUNDS} {_FILMS}".split())
"""What the names of pictures, sounds and films end with; a page of a PDF is a picture."""

_BARE: Final = r"(?:[^\s()<>\\]|\\.|\((?:[^\s()]|\([^\s()]*+\))*+\))++"
_ADDRESS: Final = rf"(?:<(?P<{{0}}_angled>[^<>\n]++)>|(?P<{{0}}_bare>{_BARE}))(?=\s*\)|\s+[\"'(])"
_TEXT: Final = r"(?:[^\[\]\\\n]|\\.|\n(?![^\S\n]*\n)|\[[^\[\]]*+\](?:\([^()\s]*+\))?+)*+"
_REFERENCE: Final = re.compile(
    rf"""(?<!\\)!\[{_TEXT}\]\(\s*{_ADDRESS.format("picture")}             # ![x](y.png "z")
    |\]\(\s*(?:{_ADDRESS.format("link")}                                  # [x](y.mp3)
        |(?P<link_blanks>[^()<>\n"']+?\.(?:{"|".join(MEDIA_ENDINGS)}))\s*\))
    |(?<!\\)!\[\[(?P<wiki_embed>[^\[\]|\#\n]+)[^\[\]\n]*\]\]              # ![[x.png|300]]
    |(?<!\\)\[sound:(?P<wiki_sound>[^\[\]\n]+)\]                          # as Anki has it
    |<(?:img|audio|video|source|embed)\b[^<>]*?(?<![\w-])src\s*=\s*
        (?:"(?P<html_double>[^"<>]*)"|'(?P<html_single>[^'<>]*)'|(?P<html_plain>[^\s"'<>]+))
    |<a\b[^<>]*?(?<![\w-])href\s*=\s*
        (?:"(?P<link_double>[^"<>]*)"|'(?P<link_single>[^'<>]*)'|(?P<link_plain>[^\s"'<>]+))
    |^[ ]{{0,3}}\[(?!\^)[^\[\]\n]+\]:[ \t]+                               # [x]: y.png
        (?:<(?P<link_defined>[^<>\n]+)>|(?P<link_label>\S+))
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNS: Final = ("](", "]]", "]:", "[s", "[S", "[\u017f", "<")
"""Without one of these a text names no file; in a regular expression a long s is an s, too."""

_ELSEWHERE: Final = re.compile(r"[a-z][a-z0-9+.-]+:|//|#", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_BESIDES_PATH: Final = re.compile(r"[?#]")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*(?=\n)")


class MediaReference(NamedTuple):
    """A file that a text names on a line, counted from 0.

    `names` are the paths that may be meant, the likeliest last: as it is written, and decoded. With
    `is_name` it may lie in any folder, as in programs that embed files by their names alone.
    """

    line: int
    names: tuple[str, ...]
    is_name: bool

    @property
    def path(self) -> str:
        """The path as a person says it: decoded, without what a browser would do there."""
        return self.names[-1]


def names_media(text: str) -> bool:
    """Whether a text may name a file, code and all; quick, for the many that name none."""
    return any(sign in text for sign in _SIGNS) and bool(_REFERENCE.search(text))


def media_references(lines: Sequence[str]) -> Iterator[MediaReference]:
    """The files that the lines of a text name, outside code and comments, and not on the web.

    A picture may be of any ending, a link leads to a picture, sound or film.
    """
    text = "\n".join(lines)
    if not names_media(text):
        return
    shown = "\n".join(_shown(lines))
    line = place = 0
    paragraph = _Paragraph(shown)
    for found in _REFERENCE.finditer(shown):
        line += shown.count("\n", place, found.start())
        place = found.start()
        form = found.lastgroup or ""
        reference = media_reference(found[form], line=line, is_name=form.startswith("wiki"))
        if reference is None or paragraph.is_code(place):
            continue
        if is_media(reference.path) or form.startswith(("picture", "html")):
            yield reference


def media_reference(address: str, *, line: int = 0, is_name: bool = False) -> MediaReference | None:
    """What an address means as it is written in a text; None if it is empty, or on the web."""
    written = address.strip()
    said = unescape(_ESCAPE.sub(r"\1", written))
    names = said, unquote(said), unquote(_BESIDES_PATH.split(said, maxsplit=1)[0])
    if is_name:
        said = written.removesuffix("\\").rstrip()  # in a table the bar of an embed is escaped
        names = unquote(said), said, said
    if _ELSEWHERE.match(said) or not names[-1].strip():
        return None
    return MediaReference(line, tuple(dict.fromkeys(names)), is_name)


def is_media(path: str) -> bool:
    """Whether a path is that of a picture, sound or film, by its ending."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return bool(dot) and ending.lower() in MEDIA_ENDINGS


def _shown(lines: Sequence[str]) -> list[str]:
    """The lines, without those in code and the comments."""
    from flashcards.core.decks.markdown.comments import comments_of, cut_out
    from flashcards.core.decks.markdown.tokens import blocks_of

    hidden = blocks_of(lines).hidden
    shown = list(lines)
    cut_out(shown, list(comments_of(lines, hidden)))
    return ["" if is_hidden else text for text, is_hidden in zip(shown, hidden, strict=True)]


class _Paragraph:
    """The paragraph of a text that was looked at last, with its code; asked from top to bottom."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blanks = [blank.start() for blank in _BLANK_LINE.finditer(text)]
        self._next = self._start = self._end = 0
        self._code: Sequence[tuple[int, int]] = ()

    def is_code(self, place: int) -> bool:
        """Whether a place is in code or math between the words of its paragraph."""
        while place >= self._end:
            self._start = self._end
            is_last = self._next >= len(self._blanks)
            self._end = len(self._text) + 1 if is_last else self._blanks[self._next] + 1
            self._next += 1
            if place < self._end:
                self._code = code_and_math(self._text[self._start : self._end])
        return holding(self._code, place - self._start) is not None
