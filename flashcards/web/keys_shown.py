"""The keys of the page, as they are bound: shown when they are asked for."""

import re
from typing import Final

from flashcards.views.html import Html, element
from flashcards.views.study.bound_keys import BoundKeys

_KEYS: Final = (
    ("Space, Enter", "show the answer, then grade it good; go on"),
    ("1 2 3 4", "again, hard, good, easy (a skill: 1 to 5)"),
    ("u", "undo, also after the last card"),
    ("U", "redo"),
    ("s", "skip for this session"),
    ("-", "put off until tomorrow"),
    ("!", "suspend, which asks once more"),
    ("e", "edit the card here"),
    ("i", "its history"),
    ("p", "tick the points of the answer"),
    ("n", "write a note to a skill; Esc leaves the field"),
    ("t", "time limit on or off"),
    ("o", "open its deck, at the card"),
    ("j k", "scroll down, up"),
    ("g G", "the beginning, the end"),
    ("/", "the search for cards, on its page"),
    ("?", "these keys"),
)

_SCROLLING: Final = {"data_down": "j", "data_up": "k", "data_top": "g", "data_bottom": "G"}
"""Attributes that name the keys by which the script scrolls."""


def keys_shown(keys: BoundKeys) -> Html:
    """A list that is closed until a click or its key opens it."""
    key = keys.named("?")
    rows = [
        element("tr", element("th", _named(usual, keys), scope="row"), element("td", does))
        for usual, does in _KEYS
    ]
    leave = element("a", "to Today", href="/", data_key=key_of(keys, "q"))
    saved = element("td", leave, "; all is saved")
    rows.append(element("tr", element("th", _named("q", keys), scope="row"), saved))
    summary = element("summary", "Keys", data_key=key_of(keys, "?"), title=f"Key {key}")
    scrolling = {name: key_of(keys, usual) for name, usual in _SCROLLING.items()}
    return element("details", summary, element("table", rows), class_="keys", **scrolling)


def _named(usual: str, keys: BoundKeys) -> str:
    return "".join(map(keys.named, re.split("([ ,]+)", usual)))


def key_of(keys: BoundKeys, usual: str) -> str:
    """The key of an act, as elements that it presses name it."""
    key = keys.named(usual)
    return BAR if key == "|" else key


BAR: Final = "Bar"
"""What the key | is called where it parts keys."""
