"""Cards whose `id` a copy of them takes, in the same file above them: they stay what they were."""

import re
from collections.abc import Sequence
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.core.deck import Deck
from flashcards.core.decks.parse import card_lines, parse_deck
from flashcards.core.problem import Severity

_LINE_END: Final = re.compile(r"\r\n?|\n")


def rightful(before: Sequence[Card], deck: Deck, text: str) -> dict[CardId, Card]:
    """The cards that are there as they were last read, below others that took their ids."""
    if all(problem.severity is not Severity.ERROR for problem in deck.problems):
        return {}
    were = {card.id: _text(card) for card in before}
    takers = [card for card in deck.cards if were.get(card.id, _text(card)) != _text(card)]
    if not takers:
        return {}
    below = parse_deck(_without(takers, deck.file, text), deck.file).cards
    there = {card.id: card for card in below if were.get(card.id) == _text(card)}
    return {card.id: there[card.id] for card in takers if card.id in there}


def _text(card: Card) -> tuple[str, str, str]:
    return card.kind.value, card.front, card.back


def _without(cards: Sequence[Card], file: str, text: str) -> str:
    lines, starts = _LINE_END.split(text), {card.source.line - 1 for card in cards}
    for start, end in card_lines(text, file):
        if start in starts:
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines)
