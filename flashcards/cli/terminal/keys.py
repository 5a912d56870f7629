"""The keys of a session at a terminal."""

import re
from enum import Enum, auto
from typing import Final, TypeAlias

from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.text import beside


class Key(Enum):
    """What a key asks for; digits grade and are no member."""

    FORWARD = auto()
    UNDO = auto()
    REDO = auto()
    EDIT = auto()
    SKIP = auto()
    BURY = auto()
    SUSPEND = auto()
    OPEN = auto()
    HISTORY = auto()
    FIND = auto()
    TIME = auto()
    NOTE = auto()
    POINTS = auto()
    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    PAGE_UP = auto()
    PAGE_DOWN = auto()
    HALF_UP = auto()
    HALF_DOWN = auto()
    TOP = auto()
    BOTTOM = auto()
    HELP = auto()
    END = auto()
    QUIT = auto()


KEYS: Final = {
    " ": Key.FORWARD,
    "\r": Key.FORWARD,
    "\n": Key.FORWARD,
    "u": Key.UNDO,
    "U": Key.REDO,
    "e": Key.EDIT,
    "s": Key.SKIP,
    "-": Key.BURY,
    "!": Key.SUSPEND,
    "o": Key.OPEN,
    "i": Key.HISTORY,
    "/": Key.FIND,
    "t": Key.TIME,
    "n": Key.NOTE,
    "p": Key.POINTS,
    "\x1b[A": Key.UP,
    "\x1bOA": Key.UP,
    "\x1b[B": Key.DOWN,
    "\x1bOB": Key.DOWN,
    "\x1b[D": Key.LEFT,
    "\x1bOD": Key.LEFT,
    "\x1b[C": Key.RIGHT,
    "\x1bOC": Key.RIGHT,
    "\x1b[5~": Key.PAGE_UP,
    "\x1b[6~": Key.PAGE_DOWN,
    "k": Key.UP,
    "j": Key.DOWN,
    "g": Key.TOP,
    "G": Key.BOTTOM,
    "\x15": Key.HALF_UP,
    "?": Key.HELP,
    "\x04": Key.END,
    "q": Key.QUIT,
    "\x1b": Key.QUIT,
}

SCROLLING: Final = frozenset(
    {
        *(Key.UP, Key.DOWN, Key.PAGE_UP, Key.PAGE_DOWN),
        *(Key.HALF_UP, Key.HALF_DOWN, Key.TOP, Key.BOTTOM),
    }
)
"""Keys that move the body of a screen up and down."""

Rows: TypeAlias = tuple[tuple[str, str], ...]
"""Keys, each with what it does."""

_SCROLLS: Final[Rows] = (
    ("↑ ↓ k j", "scroll by a line; PgUp and PgDn by a page"),
    ("g, G", "the beginning, the end"),
    ("Ctrl-u Ctrl-d", "half a page up, down"),
    ("← →", "scroll code that is too wide (›)"),
)
_SESSION: Final[Rows] = (
    ("Space, Enter", "show the answer, then grade it Good (a skill: 4)"),
    ("1 2 3 4", "again, hard, good, easy (a skill: 1 to 5)"),
    ("q", "quit; everything is saved (Ctrl-D too, after the last card)"),
    ("u", "undo, as often as you like"),
    ("U", "redo: do again what you undid"),
    ("e", "edit the card in your editor"),
    ("s", "skip it for this session"),
    ("-", "bury: do not ask it again today"),
    ("!", "suspend: do not ask it until you resume it"),
    ("o", "open its picture or sound, else its deck"),
    ("i", "what happened to this card, and how you forget it"),
    ("/", "find cards, by words as in flash list"),
    ("t", "time limit on or off"),
    ("n", "write a note for a skill, before its grade"),
    ("p", "tick which points of the answer you said, before its grade"),
    *_SCROLLS,
)
OF_EXERCISES: Final[Rows] = (
    ("Space, Enter", "start the clock; then the next phase; at last the answer"),
    ("1 2 3 4", "again, hard, good, easy, once you see the answer"),
    ("e", "write your answer into a file, in your editor; the clock goes on"),
    ("q", "leave; before the grade nothing is saved"),
    *_SCROLLS[:2],
    _SCROLLS[-1],
)
OF_MOCKS: Final[Rows] = (
    ("Space, Enter", "start the clock; then the next phase, or done"),
    ("i", "the interviewer's sheet, where there is one"),
    ("q", "stop; flash mock resume goes on, and the time between does not count"),
    *_SCROLLS[:2],
    _SCROLLS[-1],
)
BACK: Final = "any key goes back"
_KEY_WIDTH: Final = 15


def help_lines(bound: BoundKeys, width: int, rows: Rows = _SESSION) -> list[str]:
    """Every key and what it does, the most important ones first."""
    lines: list[str] = []
    for keys, said in rows:
        words = re.split("([ ,]+)", keys)
        named = "".join(map(bound.named, words))
        lines += beside(f"{named:{_KEY_WIDTH}}", said, width)
    return lines
