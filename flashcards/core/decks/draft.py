"""A card as a syntax finds it, before it has settings and an id."""

from typing import NamedTuple, TypeAlias

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.problem import Problem


class Face(NamedTuple):
    """What one card of a draft asks; a cloze's has the span of its deletion, and its own id."""

    front: str
    back: str
    span: tuple[int, int] | None = None
    id: CardId | None = None


class Draft(NamedTuple):
    """One written card on its lines: one face, or the faces of its siblings."""

    kind: Kind
    lines: LineRange
    faces: tuple[Face, ...]
    breadcrumb: tuple[str, ...] = ()


Found: TypeAlias = Draft | Problem
"""What a syntax finds: a card or a mistake."""
