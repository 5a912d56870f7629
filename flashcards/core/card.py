"""A card as a value: what it is called, what it asks, where it stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NewType

CardId = NewType("CardId", str)
"""A card's name for ever: the digest of its text (`core/identity.py`), or what its `id:` pins."""


class Kind(StrEnum):
    """The syntax a card was written in."""

    QUESTION = "question"
    HEADING = "heading"
    CLOZE = "cloze"
    LINE = "line"
    SELF_ASSESSMENT = "self-assessment"
    PROMPT = "prompt"
    STORY = "story"


EXERCISE_FROM_S: Final = 600
"""A question that has so many seconds is an exercise: a build, a design, an algorithm problem."""


def is_exercise(kind: Kind, limit_s: int | None) -> bool:
    """Whether a card of that kind and limit is practised by itself, not among the quick ones."""
    return kind in {Kind.QUESTION, Kind.HEADING} and (limit_s or 0) >= EXERCISE_FROM_S


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a deck: path below the collection with `/`, and the file's own line from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to ask.

    `front` and `back` are the deck's own lines, joined by LF, without the lines of settings
    comments; a prompt's `back` is its rubric, a self-assessment's the condition under which it
    counts. `span` is the asked deletion of a cloze, as offsets into the text without brackets.
    `tags` are the card's own, without its deck's; `limit_s` is None where the deck's holds.
    """

    id: CardId
    kind: Kind
    front: str
    back: str
    source: Source
    breadcrumb: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    limit_s: int | None = None
    span: tuple[int, int] | None = None
