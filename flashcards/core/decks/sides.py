"""What a card shows: Markdown for its question and for its answer, whatever its syntax."""

from dataclasses import dataclass
from typing import Final

from flashcards.core.card import Card

GAP: Final = "[…]"
"""Stands for the deletion that a cloze asks."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Question and answer, each as Markdown."""

    question: str
    answer: str


def sides(card: Card) -> Sides:
    """The sides of a card; a cloze asks its text with a gap, and answers with all of it."""
    if card.span is None:
        return Sides(card.front, card.back)
    from flashcards.core.decks.syntaxes.cloze import cloze_text

    text, _ = cloze_text(card.front)
    start, end = card.span
    return Sides(f"{text[:start]}{GAP}{text[end:]}", text)
