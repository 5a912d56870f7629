"""A card as a value: what it is called, what it asks, where it stands."""

from enum import StrEnum
from typing import Final, NewType

from flashcards.core.frozen import dataclass

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

EXERCISE_KINDS: Final = (Kind.QUESTION, Kind.HEADING)


def is_exercise(kind: Kind, limit_s: int | None) -> bool:
    """Whether a card of that kind and limit is practised by itself, not among the quick ones."""
    return kind in EXERCISE_KINDS and (limit_s or 0) >= EXERCISE_FROM_S


class Occasion(StrEnum):
    """When a card is asked if nobody names it."""

    QUICK = "quick"
    SKILL = "skill"
    EXERCISE = "exercise"

    @property
    def is_slow(self) -> bool:
        """Whether it takes its own time, not that of a quick answer."""
        return self is not Occasion.QUICK


def occasion_of(kind: Kind, limit_s: int | None) -> Occasion:
    """In the ordinary review, in a block of skills, or as an exercise by itself."""
    if kind is Kind.SELF_ASSESSMENT:
        return Occasion.SKILL
    return Occasion.EXERCISE if is_exercise(kind, limit_s) else Occasion.QUICK


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
