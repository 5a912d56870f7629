"""How much one fact may say: checked once, on the way in, so that all that is kept can go on."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

GREATEST_DEPTH: Final = 50
"""Of objects and lists in one another, the whole record being the first."""

LONGEST_LINE: Final = 16 * 1024 * 1024
"""Bytes of a fact as a line of JSON."""

LONGEST_TEXT: Final = 1_000_000
"""Characters of one text, and of one key."""

LONGEST_ID: Final = 200
"""Characters of an id; it has at least 1."""

_IDS: Final = ("fact", "id", "machine", "card", "old", "new", "undoes", "part_of")


def is_id(text: str) -> bool:
    """Whether a text is of the length that ids have."""
    return 1 <= len(text) <= LONGEST_ID


def is_within_limits(said: Mapping[str, Any]) -> bool:
    """Whether a record, of whatever kind and version, keeps to depth, lengths of texts and ids."""
    if not has_sound_ids(said):
        return False
    levels = list(_levels(said))
    texts = (part for level in levels for part in level if isinstance(part, str))
    return len(levels) <= GREATEST_DEPTH and all(len(text) <= LONGEST_TEXT for text in texts)


def has_sound_ids(said: Mapping[str, Any]) -> bool:
    """Whether all that are ids in a record are of the length that ids have."""
    named = [said[name] for name in _IDS if name in said]
    return all(is_id(text) for text in named if isinstance(text, str))


def is_too_deep(said: Mapping[str, Any]) -> bool:
    """Whether a record holds more objects and lists in one another than any may."""
    return sum(1 for _ in _levels(said)) > GREATEST_DEPTH


def _levels(said: Mapping[str, Any]) -> Iterator[list[Any]]:
    """What is in the record, what is in that, and so on, to one level more than there may be."""
    level: list[Any] = [*said, *said.values()]
    for _ in range(GREATEST_DEPTH + 1):
        yield level
        nested = [part for part in level if isinstance(part, (dict, list, tuple))]
        if not nested:
            return
        level = [part for value in nested for part in _parts(value)]


def _parts(value: dict[str, Any] | Iterable[Any]) -> Iterator[Any]:
    """What an object or a list holds itself, keys included."""
    return chain(value, value.values()) if isinstance(value, dict) else iter(value)
