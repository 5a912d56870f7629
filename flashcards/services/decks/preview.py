"""A deck as it is written now: its cards and problems in the order of its lines."""

from typing import NamedTuple

from flashcards.core.card import Card
from flashcards.core.decks.parse import parse_deck
from flashcards.core.problem import Problem
from flashcards.errors.decks import NoSuchDeckFile
from flashcards.services.collection import Collection
from flashcards.services.decks.media import MediaFolder
from flashcards.services.decks.read import deck_files_of
from flashcards.storage.files.deck_files import read_deck_file


class WrittenDeck(NamedTuple):
    """A file, the digest of what it holds, and what that is."""

    file: str
    digest: str
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def deck_paths(collection: Collection) -> list[str]:
    """The deck files that there are now, in natural order."""
    return [path for path, file in deck_files_of(collection).items() if not file.is_folder]


def deck_as_written(collection: Collection, file: str) -> WrittenDeck:
    """A deck file, read now; raises `NoSuchDeckFile` for one that is none of the collection's."""
    if file not in deck_paths(collection):
        raise NoSuchDeckFile(file)
    content = read_deck_file(collection.root, file)
    if content.text is None:
        found = () if content.problem is None else (content.problem,)
        return WrittenDeck(file, content.digest, (), found)
    deck = parse_deck(content.text, file)
    missing = MediaFolder(collection.root).problems(file, content.text, file)
    problems = sorted((*deck.problems, *missing), key=lambda one: one.source.line)
    cards = sorted(deck.cards, key=lambda one: one.source.line)
    return WrittenDeck(file, content.digest, tuple(cards), tuple(problems))
