"""Cards and the decks they are written in, as values."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from flashcards.core.problem import Problem

CardId = NewType("CardId", str)
"""A card's name for ever: the digest of its text (`core/identity.py`), or what its `id:` pins."""


class Kind(StrEnum):
    """The syntax a card was written in; interface.md's `kind`."""

    QUESTION = "question"
    HEADING = "heading"
    CLOZE = "cloze"
    LINE = "line"
    SELF_ASSESSMENT = "self-assessment"
    PROMPT = "prompt"
    STORY = "story"


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


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What a deck's front matter says of all its cards; None is the collection's default.

    `limit_s` in seconds, `retention` as a probability, `new_per_day` in cards.
    """

    tags: tuple[str, ...] = ()
    limit_s: int | None = None
    new_per_day: int | None = None
    retention: float | None = None
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file, read: its name, area, settings, the cards in file order, and its problems.

    `is_uncertain`: its front matter is broken, so that it may have been meant otherwise.
    """

    file: str
    name: str
    area: str
    settings: DeckSettings = field(default_factory=DeckSettings)
    cards: "tuple[Card, ...]" = ()
    problems: "tuple[Problem, ...]" = ()
    is_uncertain: bool = False
