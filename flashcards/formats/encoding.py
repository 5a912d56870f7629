"""The text in a file's bytes: UTF-8 strictly, else by its mark, else as a detector says."""

import codecs
from typing import Final, NamedTuple

from flashcards.errors.foreign import NotATextFile, TooLong

MOST_MEGABYTES: Final = 64
"""No question bank is larger; whatever it holds, it is read in seconds."""

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536


class Decoded(NamedTuple):
    """A text whose line ends are LF, and how it was written where that was not UTF-8."""

    text: str
    encoding: str = ""


def decoded(content: bytes, name: str) -> Decoded:
    """The text of a file; raises `NotATextFile`, or `TooLong`."""
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise TooLong(name, MOST_MEGABYTES)
    text, encoding = _decoded(content, name)
    if "\0" in text:
        raise NotATextFile(name)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text.removeprefix("\ufeff"), encoding)


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding.upper()
            except UnicodeDecodeError:
                raise NotATextFile(name) from None
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if b"\0" in content:
            raise NotATextFile(name) from None
        return _guessed(content, name, error.start)


def _guessed(content: bytes, name: str, first: int) -> tuple[str, str]:
    """The text as the detector reads the part around the first byte that is not UTF-8."""
    from charset_normalizer import from_bytes

    start = max(0, first - _SAMPLE // 2)
    best = from_bytes(content[start : start + _SAMPLE]).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252"):
        try:
            return content.decode(encoding), encoding.replace("_", "-")
        except UnicodeDecodeError:
            continue
    raise NotATextFile(name)
