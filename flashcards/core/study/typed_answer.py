"""An answer that was typed, against the one of the card; the grade stays the learner's."""

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from flashcards.core.decks.sides import Sides

_MARKS: Final = re.compile(r"\*\*|`|\$")
_PIECES: Final = re.compile(r"\s+|\w+|[^\w\s]")
_SHORT: Final = 40
"""Letters up to which letters are compared, not words."""


class Part(NamedTuple):
    """A piece of a text, and whether the other text has it at that place, too."""

    text: str
    is_same: bool


class Difference(NamedTuple):
    """Both texts, in pieces."""

    typed: tuple[Part, ...]
    expected: tuple[Part, ...]

    @property
    def is_none(self) -> bool:
        """Whether they say the same; capitals and blanks do not count."""
        return all(part.is_same for part in (*self.typed, *self.expected))


def expected_text(shown: Sides) -> str:
    """What is to be typed, on one line: the deletions of a cloze, else the answer."""
    deletions = [shown.answer[start:end] for start, end in shown.deletions]
    return " ".join(_MARKS.sub("", ", ".join(deletions) or shown.answer).split())


def difference(typed: str, expected: str) -> Difference:
    """Where two texts differ: letter by letter where both are short, else word by word."""
    typed = " ".join(_MARKS.sub("", typed).split())
    is_short = max(len(typed), len(expected)) <= _SHORT
    ours, theirs = (list(one) if is_short else _PIECES.findall(one) for one in (typed, expected))
    matcher = SequenceMatcher(None, _folded(ours), _folded(theirs), autojunk=False)
    left: list[Part] = []
    right: list[Part] = []
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        is_same = kind == "equal"
        left.append(Part("".join(ours[begin:end]), is_same))
        right.append(Part("".join(theirs[other_begin:other_end]), is_same))
    return Difference(*(tuple(part for part in side if part.text) for side in (left, right)))


def _folded(pieces: list[str]) -> list[str]:
    return [piece.casefold() for piece in pieces]
