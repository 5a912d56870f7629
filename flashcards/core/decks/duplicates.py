"""Cards that stand in two files, or one id for two texts; and questions with two answers."""

from collections.abc import Iterable, Iterator

from flashcards.core.card import Card, Kind, Source
from flashcards.core.deck import Deck
from flashcards.core.problem import Problem, Severity

ASKING = (Kind.QUESTION, Kind.HEADING, Kind.LINE)
"""The kinds that have a question and an answer of their own."""


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


def asked_twice(cards: Iterable[Card]) -> Iterator[Problem]:
    """Where a question stands that was asked before, with another answer.

    Of headings only those with the same higher ones: `Example?` says little without them.
    """
    firsts: dict[tuple[str, ...], Card] = {}
    for card in cards:
        if card.kind not in ASKING:
            continue
        above = card.breadcrumb if card.kind is Kind.HEADING else ()
        first = firsts.setdefault((_folded(card.front), *above), card)
        if first.id != card.id and _folded(first.back) != _folded(card.back):
            said = f"the same question as {first.source}, with another answer"
            hint = "write in one of them what is different, or make them one card"
            yield Problem(card.source, Severity.WARNING, said, hint)


def _folded(text: str) -> str:
    """The text as it is compared: blanks and letter case say nothing here."""
    return " ".join(text.split()).casefold()


def _text(card: Card) -> tuple[str, str, str]:
    return card.kind.value, card.front, card.back
