"""How many cells of a terminal a text takes."""

from typing import Final
from unicodedata import category, east_asian_width

_ON_ANOTHER: Final = frozenset({"Mn", "Me", "Cf"})
_WIDENING: Final = "\u00ad\ufe0f"
"""The soft hyphen, which is seen, and what makes a sign a picture of two cells."""


def cells(text: str) -> int:
    """How many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(sign_cells, text))


def sign_cells(sign: str) -> int:
    """How many cells a single character takes: two a wide one, none a mark on another."""
    if sign.isascii():
        return 1
    if category(sign) in _ON_ANOTHER and sign not in _WIDENING:
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def is_seen(text: str) -> bool:
    """Whether any of it is seen: not blanks and zero-width signs alone. A lone accent is seen."""
    return any(sign in _WIDENING or not (sign.isspace() or category(sign) == "Cf") for sign in text)
