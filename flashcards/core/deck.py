"""A deck as it was read: its cards, what it says of them all, and what is wrong in it."""

from dataclasses import field
from enum import StrEnum

from flashcards.core.card import Card
from flashcards.core.frozen import dataclass
from flashcards.core.problem import Problem
from flashcards.core.schedule import Overrides


class DeckMode(StrEnum):
    """Which syntaxes make cards: the key `cards`."""

    AUTO = "auto"
    TAGS = "tags"
    HEADINGS = "headings"
    SELF_ASSESSMENT = "self-assessment"
    PROMPTS = "prompts"
    STORIES = "stories"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DeckSettings:
    """What a deck's front matter says of all its cards; None is the collection's default.

    `limit_s` in seconds, `new_per_day` and `reviews_per_day` in cards; `typed`: at a terminal the
    answers are typed.
    """

    tags: tuple[str, ...] = ()
    limit_s: int | None = None
    new_per_day: int | None = None
    reviews_per_day: int | None = None
    policy: Overrides = field(default_factory=Overrides)
    suspended: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck file, read: its name, area, settings, the cards in file order, and its problems.

    `order` is its place among decks with new cards, the smallest first; None comes after those.
    `is_uncertain`: it or its front matter could not be read, or a merge in it is not settled, so
    that it may be meant otherwise.
    """

    file: str
    name: str
    area: str
    settings: DeckSettings = field(default_factory=DeckSettings)
    cards: tuple[Card, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_uncertain: bool = False
    order: float | None = None
