"""Styled texts as a terminal shows them: in colours, with weights alone, or as they are."""

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from flashcards.views.markup.blocks import StyledText

_CODES: Final = {
    "title": "1;4",
    **dict.fromkeys(("bold", "strong"), "1"),
    "italic": "3",
    "underline": "4",
    "strike": "9",
    "mark": "7",
    "faint": "2",
    "found": "1;32",
    "gap": "1;33",
    "code": "36",
    "address": "94",
    "keyword": "35",
    "string": "32",
    "comment": "2;3",
    "number": "33",
    "name": "34",
    "new": "36",
    "due": "32",
    "steps": "33",
    "late": "1;33",
    "over": "1;31",
    "again": "31",
    "hard": "33",
    "good": "32",
    "easy": "36",
}
"""What each style is in the terminal's own words; colours are 30 and above."""
_FIRST_COLOUR: Final = 30
_IN_CONSOLES: Final = ("dumb", "linux")
_OLD_SETS: Final = ("C", "POSIX")


def has_styles() -> bool:
    """Whether the terminal knows weights at all."""
    return os.environ.get("TERM") not in {"dumb", "unknown"}


def has_colours() -> bool:
    """Whether colours are known and wanted."""
    return has_styles() and not os.environ.get("NO_COLOR")


def is_ascii() -> bool:
    """Whether signs beyond ASCII may be lost, by the terminal or the locale."""
    if os.environ.get("TERM") in _IN_CONSOLES:
        return True
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        said = os.environ.get(name)
        if not said or (name == "LC_CTYPE" and said == "C.UTF-8" and sys.flags.utf8_mode):
            continue  # Python says so itself where another locale is C
        language, _, characters = said.partition("@")[0].partition(".")
        is_old = language in _OLD_SETS and not characters
        return is_old or characters.lower().replace("-", "") not in {"", "utf8"}
    return False


def styled(line: Iterable[StyledText]) -> str:
    """A line with the codes of its styles; blanks at its end are none of it."""
    knows, colours = has_styles(), has_colours()
    parts: list[str] = []
    for style, texts in groupby(line, lambda one: one.style):
        text = "".join(one.text for one in texts)
        codes = _codes(style, colours=colours) if knows and text.strip() else ""
        seen = text.rstrip()
        parts.append(f"\x1b[{codes}m{seen}\x1b[0m{text[len(seen) :]}" if codes else text)
    return "".join(parts).rstrip()


def _codes(style: str, *, colours: bool) -> str:
    codes = ";".join(_CODES[word] for word in style.split() if word in _CODES)
    if colours:
        return codes
    return ";".join(code for code in codes.split(";") if code and int(code) < _FIRST_COLOUR)
