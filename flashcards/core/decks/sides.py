"""What a card shows: Markdown for its question and for its answer, whatever its syntax."""

from dataclasses import dataclass
from typing import Final

from flashcards.core.card import Card, Kind

GAP: Final = "[…]"
"""Stands for the deletion that a cloze asks."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Question and answer, each as Markdown."""

    question: str
    answer: str


def sides(card: Card) -> Sides:
    """The sides of a card; a cloze asks its text with a gap or hint, and answers with all of it."""
    if card.kind is not Kind.CLOZE:
        return Sides(card.front, card.back)
    from flashcards.core.decks.syntaxes.cloze import read_cloze

    text, spans, deletions = read_cloze(card.front)
    hints = {span: one.hint for span, one in zip(spans, deletions, strict=True)}
    asked = spans if card.span is None else (card.span,)
    pieces: list[str] = []
    place = 0
    for start, end in asked:
        hint = hints.get((start, end))
        pieces += (text[place:start], f"[{hint}]" if hint else GAP)
        place = end
    return Sides("".join([*pieces, text[place:]]), text)
