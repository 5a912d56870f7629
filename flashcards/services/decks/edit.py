"""A card opened where it is written, and read again."""

from pathlib import Path

from flashcards.core.decks.matching.match import Match
from flashcards.core.frozen import dataclass
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NotInADeck
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import living_cards
from flashcards.services.decks.read import read_decks


@dataclass(frozen=True, slots=True)
class DeckLine:
    """A deck file on disk and a line of it, from 1."""

    path: Path
    line: int


def line_of(collection: Collection, name: str) -> DeckLine:
    """Where a card is written; raises `NotInADeck` for an orphan."""
    known = living_cards(collection, name)[0]
    if known.orphan:
        raise NotInADeck(name)
    return DeckLine(collection.root / known.card.source.file, known.card.source.line)


def read_edited(collection: Collection, moment: Moment) -> tuple[Match, ...]:
    """Read what was edited; what became of the cards."""
    return read_decks(collection, moment.now).matches
