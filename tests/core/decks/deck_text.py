"""Decks written in tests."""

from textwrap import dedent

from flashcards.core.deck import Deck
from flashcards.core.decks.parse import parse_deck


def read(text: str, file: str = "a.md") -> Deck:
    """The deck of an indented text that begins on the line after its quotes."""
    return parse_deck(dedent(text.removeprefix("\n")), file)


def faces(deck: Deck) -> list[tuple[str, str]]:
    """Front and back of the deck's cards."""
    return [(card.front, card.back) for card in deck.cards]


def mistakes(deck: Deck) -> list[tuple[int, str]]:
    """Line and message of the deck's problems."""
    return [(problem.source.line, problem.message) for problem in deck.problems]
