"""Cards that stand in two files: one card with two places, or one id for two texts."""

from collections.abc import Iterable, Iterator

from flashcards.core.card import Card, Source
from flashcards.core.deck import Deck
from flashcards.core.problem import Problem, Severity


def twice(here: Source, first: Source, card: str, *, same_text: bool) -> Problem:
    """What is wrong where the card of that id stands in another file before."""
    if same_text:
        return Problem(here, Severity.WARNING, f"the same card as {first}", "remove one")
    said = f"the same id `{card}` as {first}"
    return Problem(here, Severity.ERROR, said, "give one of them another id")


def twice_among(decks: Iterable[Deck]) -> Iterator[Problem]:
    """What stands in a deck and in one before it."""
    firsts: dict[str, Card] = {}
    for card in (card for deck in decks for card in deck.cards):
        first = firsts.setdefault(card.id, card)
        if first is not card and first.source.file != card.source.file:
            same = _text(first) == _text(card)
            yield twice(card.source, first.source, card.id, same_text=same)


def _text(card: Card) -> tuple[str, str, str]:
    return card.kind.value, card.front, card.back
