"""What a heading says: its text without number and markup around it, and whether it asks."""

import re
from typing import Final

from flashcards.core.decks.markdown.comments import without_comments

_NUMBER: Final = re.compile(r"^(?:[0-9]+\.)*[0-9]+[.)]\s+")
_EMPHASIS: Final = ("***", "___", "**", "__", "~~", "*", "_")
_QUESTION_MARKS: Final = ("?", "\uff1f", "\u061f")
_MARKUP_AT_END: Final = re.compile(r"\]\([^()\s]*\)$|\]\[[^\[\]]*\]$|\{[^{}]*\}$|</[A-Za-z]+>$")
_MARKUP_CHARACTERS: Final = "*_~`] \t"
_DEEPEST_MARKUP: Final = 4


def heading_text(source: str) -> str:
    """The text of a heading without leading number, and emphasis that wraps all of it."""
    text = without_comments(source).strip()
    for _ in range(_DEEPEST_MARKUP):
        text = _unwrapped(_NUMBER.sub("", text)).strip()
    return text


def asks(text: str) -> bool:
    """Whether a heading's text ends with a question mark, markup at its end aside."""
    for _ in range(_DEEPEST_MARKUP):
        text = _MARKUP_AT_END.sub("", text.rstrip(_MARKUP_CHARACTERS))
    return text.endswith(_QUESTION_MARKS)


def _unwrapped(text: str) -> str:
    for mark in _EMPHASIS:
        inner = text[len(mark) : -len(mark)]
        if text == mark + inner + mark and inner.strip() == inner != "" and mark not in inner:
            return inner
    return text
