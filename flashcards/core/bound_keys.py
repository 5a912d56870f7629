"""The acts of a session whose keys may be others: `keys` in `flash.toml`."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final

from flashcards.errors.settings import (
    KeyIsNoText,
    KeyRefused,
    KeyTwice,
    NoTableOfKeys,
    UnknownAct,
)

ACT_KEYS: Final = {
    "again": "1",
    "hard": "2",
    "good": "3",
    "easy": "4",
    "undo": "u",
    "redo": "U",
    "edit": "e",
    "skip": "s",
    "bury": "-",
    "suspend": "!",
    "open": "o",
    "history": "i",
    "find": "/",
    "limit": "t",
    "note": "n",
    "points": "p",
    "up": "k",
    "down": "j",
    "top": "g",
    "bottom": "G",
    "help": "?",
    "quit": "q",
}
"""Each act, and its usual key."""


def bound_keys(said: object) -> dict[str, str]:
    """The acts and their keys as they are said; raises a `KeysRefused`."""
    if not isinstance(said, Mapping):
        raise NoTableOfKeys
    for act, key in said.items():
        if act not in ACT_KEYS:
            raise UnknownAct(act, _nearest(act))
        if not isinstance(key, str):
            raise KeyIsNoText(act)
        if not _may_be_bound(key):
            raise KeyRefused(act, key)
    acts: dict[str, str] = {}
    for act, key in (ACT_KEYS | dict(said)).items():
        if key in acts:
            raise KeyTwice(key, acts[key], act)
        acts[key] = act
    return dict(said)


def _may_be_bound(key: str) -> bool:
    """Whether it is one letter or sign; digits always grade, and a blank shows the answer."""
    return len(key) == 1 and key.isprintable() and not (key.isspace() or key.isnumeric())


def _nearest(act: str) -> str:
    close = get_close_matches(act[:40].lower(), ACT_KEYS, 1, 0.0)
    return close[0] if close else next(iter(ACT_KEYS))
