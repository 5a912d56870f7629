"""Decks and cards as the learner names them."""

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from flashcards.core.card import CardId
from flashcards.core.decks.names import alike, decks_meant, is_at_or_below, tags_meant
from flashcards.core.decks.sides import asked
from flashcards.core.known_card import KnownCard
from flashcards.core.selection import Selection
from flashcards.errors.cards import (
    AmbiguousCard,
    SeveralCards,
    UnknownArea,
    UnknownCard,
    UnknownDeck,
    UnknownTag,
)
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.projection import cards

_MOST_SHOWN = 100
_MOST_DIGITS = 9


def meant(work: Work, selection: Selection, *, is_there: bool = True) -> Selection:
    """The selection with its parts as they are called here, and the cards that its query finds.

    Raises `UnknownDeck`, `UnknownArea` or `UnknownTag` for what nothing is called; not where it
    need not be there any more.
    """
    connection = work.connection
    decks = [one for said in selection.decks for one in _decks(connection, said) or (said,)]
    areas = [one for said in selection.areas for one in _areas(connection, said) or (said,)]
    tags = [one for said in selection.tags for one in _tags(connection, said) or (said,)]
    decks, areas, tags = (list(dict.fromkeys(part)) for part in (decks, areas, tags))
    found = Selection(tuple(decks), tuple(areas), tuple(tags), selection.query)
    if is_there:
        check_selection(connection, found)
    if not found.query:
        return found
    from flashcards.services.decks.select import cards_found

    return replace(found, cards=cards_found(work, found.query))


def check_selection(connection: Connection, selection: Selection) -> None:
    """Raise `UnknownDeck`, `UnknownArea` or `UnknownTag` for what nothing is called."""
    names = cards.deck_names(connection) if selection.decks else []
    for deck in selection.decks:
        if not any(is_at_or_below(name, deck, "/") for name in names):
            raise UnknownDeck(deck, _near(deck, names))
    areas = cards.area_names(connection) if selection.areas else []
    for area in selection.areas:
        if area not in areas:
            raise UnknownArea(area, _near(area, areas))
    tags = cards.tag_names(connection) if selection.tags else []
    for tag in selection.tags:
        if not tags_meant(tag, tags):
            raise UnknownTag(tag, _near(tag, tags))


def _decks(connection: Connection, said: str) -> tuple[str, ...]:
    return decks_meant(said, cards.named_decks(connection))


def _areas(connection: Connection, said: str) -> tuple[str, ...]:
    names = cards.area_names(connection)
    return (said,) if said in names else tuple(one for one in names if alike(one) == alike(said))


def _tags(connection: Connection, said: str) -> tuple[str, ...]:
    return tags_meant(said, cards.tag_names(connection))


def _near(name: str, names: list[str]) -> str | None:
    near = get_close_matches(name, names, n=1)
    return near[0] if near else None


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
        raise SeveralCards(name, [(one.card.id, asked(one.card)) for one in found])
    return found[0]


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
