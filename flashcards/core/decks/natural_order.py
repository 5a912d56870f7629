"""Natural order of names and paths: `2-trees` before `10-nets`, part by part, in any letter case.

Keys are texts whose order by bytes is the order meant, so that a database can sort by them.
"""

import re
import struct
from functools import lru_cache
from typing import Final

from flashcards.core.decks.names import alike

_ENDING: Final = ".md"
_JOINT: Final = "/"
_NUMBER: Final = re.compile(r"\d+")
_CONTROLS: Final = re.compile("[\0-\2]")
_END, _BELOW, _OTHER = "\1", "\2", "\3"
"""A name ends before it goes on below, and goes on below before it goes on as another name."""

_LARGEST_SIGN: Final = 1 << 63
_ALL_BITS: Final = (1 << 64) - 1


@lru_cache(maxsize=4096)
def natural(name: str) -> str:
    """The key of a name of a deck, an area or a tag; no two names share one."""
    return f"{_key(name)}{_END}{name}"


@lru_cache(maxsize=4096)
def path_key(path: str) -> str:
    """The key of a deck file's path, whose ending says nothing."""
    return f"{_key(path.removesuffix(_ENDING))}{_END}{path}"


def new_key(path: str, order: float | None) -> str:
    """The key of a deck file among those whose new cards wait: those with an `order` come first."""
    return f"{'1' if order is None else f'0{_number_key(order)}'}{path_key(path)}"


def _key(name: str) -> str:
    parts = _CONTROLS.sub(_OTHER, alike(name)).split(_JOINT)
    return _BELOW.join(_NUMBER.sub(_digits, part) for part in parts)


def _digits(number: re.Match[str]) -> str:
    """A whole number of any script: the longer one is the larger one."""
    digits = "".join(str(int(digit)) for digit in number[0]).lstrip("0")
    return f"{len(digits):05}{digits}"


def _number_key(number: float) -> str:
    """Sixteen digits: the bits of a number sort as it does once its sign is turned around."""
    (bits,) = struct.unpack(">Q", struct.pack(">d", number or 0.0))
    turned = bits ^ _ALL_BITS if bits & _LARGEST_SIGN else bits | _LARGEST_SIGN
    return f"{turned:016x}"
