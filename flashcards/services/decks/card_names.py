"""Cards as the learner names them."""

from collections.abc import Sequence
from pathlib import Path

from flashcards.core.card import CardId
from flashcards.core.decks.names import decks_meant
from flashcards.core.decks.sides import asked
from flashcards.core.known_card import KnownCard
from flashcards.errors.cards import (
    AmbiguousCard,
    SeveralCards,
    UnknownCard,
)
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.projection import cards

_MOST_SHOWN = 100
_MOST_DIGITS = 9


def find_card(collection: Collection, name: str) -> KnownCard:
    """The card named by its id, the beginning of one, or `deck:line`; an id means itself alone.

    Raises `UnknownCard` or `AmbiguousCard`.
    """
    with reading(collection.engine) as connection:
        found = _by_id(connection, name) or _at_place(connection, collection.root, name)
        return card_named(connection, _only(name, found))


def living_cards(collection: Collection, name: str) -> list[KnownCard]:
    """The card of that id, or what it lives on as; or all cards of the place `deck:line`.

    The line is any of theirs. Raises `UnknownCard`, or `AmbiguousCard` for a beginning of several.
    """
    with reading(collection.engine) as connection:
        if by_id := _by_id(connection, name):
            alive = dict.fromkeys(living_continuation(connection, one) or one for one in by_id)
            ids = [_only(name, list(alive))]
        else:
            ids = _at_place(connection, collection.root, name)
        if not ids:
            raise UnknownCard(name)
        return [card_named(connection, one) for one in ids]


def living_card(collection: Collection, name: str) -> KnownCard:
    """The one card that is meant; raises `SeveralCards` where several stand at the place."""
    found = living_cards(collection, name)
    if len(found) > 1:
        raise several_cards(name, found)
    return found[0]


def several_cards(name: str, found: Sequence[KnownCard], *, or_all: bool = False) -> SeveralCards:
    """What says which cards are at a place, and how to name one, or all if that can be said."""
    return SeveralCards(name, [(one.card.id, asked(one.card)) for one in found], or_all=or_all)


def _only(name: str, found: list[CardId]) -> CardId:
    if not found:
        raise UnknownCard(name)
    if len(found) > 1:
        raise AmbiguousCard(name, list(found))
    return found[0]


def _by_id(connection: Connection, name: str) -> list[CardId]:
    beginning = cards.ids_beginning(connection, name, _MOST_SHOWN) if name else []
    return [CardId(name)] if name in beginning else beginning


def _at_place(connection: Connection, root: Path, name: str) -> list[CardId]:
    """The cards that are written on the line of `deck:line`, by any name of the deck."""
    deck, _, number = name.rpartition(":")
    if not (deck and number.isdecimal() and len(number) <= _MOST_DIGITS):
        return []
    line, paths = int(number), _files(connection, deck)
    found = [card for path in paths for card in cards.ids_at(connection, path, line)]
    if not found:
        starts = ((path, _start(root, path, line)) for path in paths)
        found = [
            card
            for path, start in starts
            if start is not None
            for card in cards.ids_at(connection, path, start)
        ]
    return list(dict.fromkeys(found))


def _files(connection: Connection, said: str) -> list[str]:
    """The files of a deck, by its name, else by what is meant; of a folder none."""
    decks = cards.named_decks(connection)
    same = [
        one.path for one in decks if said in {one.name, one.path, f"{one.path}".removesuffix(".md")}
    ]
    meant = set() if same else set(decks_meant(said, decks))
    return same or [one.path for one in decks if one.name in meant]


def _start(root: Path, path: str, line: int) -> int | None:
    """The line on which the card begins that is also on that one, both from 1."""
    from flashcards.core.decks.parse import card_lines

    text = read_deck_file(root, path).text
    holding = [lines for lines in card_lines(text or "", path) if lines.start < line <= lines.end]
    return holding[-1].start + 1 if holding else None
