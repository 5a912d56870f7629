"""A source read as `flash import` reads it, and what flash reads in the decks that come out."""

from pathlib import Path

from flashcards.core.card import Card
from flashcards.core.decks.parse import parse_deck, parsed_text
from flashcards.formats.foreign import Foreign, ForeignDeck, Wishes
from flashcards.formats.readers import READERS, format_of

BANKS = Path(__file__).parent / "banks"
SHARED = Path(__file__).parents[3] / "shared" / "data"


def foreign(name: str, content: bytes | str, **wishes: object) -> Foreign:
    """What a file of that name comes to."""
    raw = content.encode() if isinstance(content, str) else content
    format_ = format_of(name, raw)
    assert format_ is not None, name
    return READERS[format_].read(raw, Wishes(name, **wishes))  # type: ignore[arg-type]


def bank(name: str) -> Foreign:
    """What one of the banks beside the tests comes to."""
    return foreign(name, (BANKS / name).read_bytes())


def cards_of(deck: ForeignDeck) -> tuple[Card, ...]:
    """The cards that flash reads in a deck."""
    return parse_deck(deck.content.decode(), deck.name).cards


def asked(found: Foreign) -> dict[str, str]:
    """Questions and answers of all decks; a prompt's answer is empty."""
    return {card.front: card.back for deck in found.decks for card in cards_of(deck)}


def assert_counted(found: Foreign) -> None:
    """What is said is what flash reads: in each deck, and in all."""
    for deck in found.decks:
        assert len(cards_of(deck)) == deck.cards, deck.name
        if deck.parsed is not None:
            assert deck.parsed == parsed_text(deck.content.decode(), deck.parsed.file)
    assert sum(shape.found for shape in found.shapes) == found.cards
    assert sum(shape.answered for shape in found.shapes) <= found.cards
    for shape in found.shapes:
        assert shape.found - shape.answered == len(shape.empty) or not shape.empty
    assert bool(found.decks) != bool(found.advice) or bool(found.reviews)
