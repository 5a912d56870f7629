"""What a card shows: Markdown for its question and for its answer, whatever its syntax."""

from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from flashcards.core.card import Card, Kind

GAP: Final = "[…]"
"""Stands for the deletion that a cloze asks."""

_MOST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Sides:
    """Question and answer, each as Markdown; of a cloze, where its gap and its deletion stand."""

    question: str
    answer: str
    gap: tuple[int, int] | None = None
    deletion: tuple[int, int] | None = None

    @property
    def bracketed_answer(self) -> str:
        """The answer with the deletion in brackets, where nothing else can make it stand out."""
        if self.deletion is None:
            return self.answer
        start, end = self.deletion
        return f"{self.answer[:start]}[{self.answer[start:end]}]{self.answer[end:]}"


def sides(card: Card) -> Sides:
    """The sides of a card; a cloze asks its text with a gap, and answers with all of it.

    The section of a heading in a list item loses the item's indentation, or it would be code.
    """
    if card.span is None:
        return Sides(card.front, dedent(card.back) if card.kind is Kind.HEADING else card.back)
    from flashcards.core.decks.syntaxes.cloze import cloze_text

    text, _ = cloze_text(card.front)
    start, end = card.span
    question = f"{text[:start]}{GAP}{text[end:]}"
    return Sides(question, text, (start, start + len(GAP)), card.span)


def asked(card: Card) -> str:
    """What tells a card from its siblings, in a few words: its deletion, else its question."""
    if card.span is None:
        return _line(sides(card).question)
    start, end = card.span
    return _line(sides(card).answer[start:end])


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def asked(card: Card) -> str:
    """What tells a card from its siblings, in a few words: its deletion, else its question."""
    if card.span is None:
        return _line(sides(card).question)
    start, end = card.span
    return _line(sides(card).answer[start:end])


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
