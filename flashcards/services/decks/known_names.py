"""Names that a database knows, whether or not decks have changed since: for a quick look."""

from collections.abc import Callable, Mapping
from typing import Final

from flashcards.core.decks.natural_order import natural
from flashcards.services.own_database import database_file
from flashcards.services.place import Place
from flashcards.storage.database.engine import Connection, open_as_it_is, reading, sqlite_url
from flashcards.storage.projection import cards


def known_names(place: Place, kind: str) -> list[str]:
    """The names of a kind, `deck` with the folders of decks, `area` or `tag`, in natural order.

    None where there is no database, or one that a newer or older program made. Nothing is made,
    and no deck is read. Raises what is wrong with the database.
    """
    file = None if place.address is not None else database_file(place)
    address = place.address if file is None else sqlite_url(file)
    engine = None if address is None else open_as_it_is(address)
    if engine is None:
        return []
    try:
        with reading(engine) as connection:
            return _NAMES[kind](connection)
    finally:
        engine.dispose()


def _decks(connection: Connection) -> list[str]:
    """The decks, and the folders that hold them."""
    found: set[str] = set()
    for name in cards.deck_names(connection):
        parts = name.split("/")
        found |= {"/".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return sorted(found, key=natural)


_NAMES: Final[Mapping[str, Callable[[Connection], list[str]]]] = {
    "deck": _decks,
    "area": cards.area_names,
    "tag": cards.tag_names,
}
