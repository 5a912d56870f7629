"""Decks, areas, tags and queries as the learner says them."""

from dataclasses import replace
from difflib import get_close_matches

from flashcards.core.decks.names import alike, decks_meant, tags_meant
from flashcards.core.selection import EVERYTHING, QueriedSelection, Selection, is_at_or_below
from flashcards.errors.cards import UnknownArea, UnknownDeck, UnknownTag
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.projection import cards


def meant(work: Work, selection: Selection, *, is_there: bool = True) -> Selection:
    """The selection with its parts as they are called here, and the cards that its query finds.

    Raises `UnknownDeck`, `UnknownArea` or `UnknownTag` for what nothing is called; not where it
    need not be there any more.
    """
    connection = work.connection
    if selection == EVERYTHING:
        return selection
    decks = [one for said in selection.decks for one in _decks(connection, said) or (said,)]
    areas = [one for said in selection.areas for one in _areas(connection, said) or (said,)]
    tags = [one for said in selection.tags for one in _tags(connection, said) or (said,)]
    decks, areas, tags = (list(dict.fromkeys(part)) for part in (decks, areas, tags))
    found = replace(selection, decks=tuple(decks), areas=tuple(areas), tags=tuple(tags))
    if is_there:
        check_selection(connection, found)
    if not isinstance(found, QueriedSelection):
        return found
    from flashcards.services.decks.search import cards_found

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
