"""A new card written at the end of a deck file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from flashcards.core.card import Card, Deck, Kind, Source
from flashcards.core.identity import card_id
from flashcards.core.study_day import Moment
from flashcards.errors import CannotRead, InvalidCard, OutsideCollection, WouldChangeCards
from flashcards.services.collection import Collection
from flashcards.services.reading import read_decks
from flashcards.services.recording import card_named
from flashcards.storage.database import reading
from flashcards.storage.deck_files import read_deck_file
from flashcards.storage.writing import write_text

INBOX: Final = "inbox"
"""The deck of cards that were given none."""


@dataclass(frozen=True, slots=True)
class NewCard:
    """What the learner wants to remember; the answer may hold many lines of Markdown."""

    question: str
    answer: str
    tags: tuple[str, ...] = ()
    deck: str = INBOX


def add(collection: Collection, moment: Moment, new: NewCard) -> Card:
    """Write the card and read its deck.

    Raises `InvalidCard` where it would not read back, `WouldChangeCards` where another would not.
    """
    path = _path(collection.root, new.deck)
    card = _card(new, path)
    write_text(collection.root / path, _text_with(card, _text(collection.root, path)))
    read_decks(collection, moment.now)
    with reading(collection.engine) as connection:
        return card_named(connection, card.id).card


def _card(new: NewCard, path: str) -> Card:
    question, answer = new.question.strip(), new.answer.strip("\n").rstrip()
    id_ = card_id(Kind.QUESTION, question, answer)
    return Card(id_, Kind.QUESTION, question, answer, Source(path, 1), tags=new.tags)


def _text_with(card: Card, text: str) -> str:
    """The deck's text with the card at its end, in the first form that leaves the others alone."""
    from flashcards.core.parsing.deck import parse_deck

    before = parse_deck(text, card.source.file)
    expected = [one.id for one in before.cards if one.id != card.id] + [card.id]
    after = before
    for form in _forms(card, before, text):
        longer = f"{text.rstrip()}\n\n{form}" if text.strip() else form
        after = parse_deck(longer, card.source.file)
        if sorted(one.id for one in after.cards) == sorted(expected):
            return longer
    fresh = [problem for problem in after.problems if problem not in before.problems]
    if fresh:
        raise InvalidCard(fresh[0].message, fresh[0].hint)
    raise WouldChangeCards(card.source.file)


def _forms(card: Card, deck: Deck, text: str) -> Iterator[str]:
    """The card with tags, and as a heading like those of the deck's last heading question."""
    from flashcards.core.parsing.writing import written

    yield written(card)
    asking = [one for one in deck.cards if one.kind is Kind.HEADING]
    if asking:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line = lines[asking[-1].source.line - 1].lstrip()
        marks = line[: len(line) - len(line.lstrip("#"))]
        yield f"{marks} {card.front}\n\n{written(card).partition('A:')[2].lstrip()}"


def _path(root: Path, deck: str) -> str:
    """The deck's file below the collection; raises `OutsideCollection`."""
    path = PurePosixPath(deck if deck.endswith(".md") else f"{deck}.md")
    if path.is_absolute() or not (root / path).resolve().is_relative_to(root):
        raise OutsideCollection(deck)
    return path.as_posix()


def _text(root: Path, path: str) -> str:
    """What the deck file holds now; raises `CannotRead` where that is not UTF-8."""
    if not (root / path).exists():
        return ""
    content = read_deck_file(root, path)
    if content.problem is not None:
        raise CannotRead(root / path, content.problem.message)
    return content.text or ""
