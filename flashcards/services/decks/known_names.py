"""Names that a database knows, whether or not decks have changed since: for a quick look."""

from collections.abc import Callable, Mapping
from typing import Final

from flashcards.core.decks.names import with_folders
from flashcards.core.decks.natural_order import natural
from flashcards.services.own_database import database_file
from flashcards.services.place import Place
from flashcards.storage.database.engine import Connection, open_as_it_is, reading, sqlite_url
from flashcards.storage.projection import cards


def known_names(place: Place, kind: str) -> list[str]:
    """The names of a kind: `deck` with folders, `area`, `tag`, `company`, `activity`, in order.

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
    return sorted(with_folders(cards.deck_names(connection)), key=natural)


def _companies(connection: Connection) -> list[str]:
    """The companies with a round, and company/round where one has several."""
    from flashcards.core.preparation.interviews.names import labels
    from flashcards.services.standing import standing

    rounds = standing(connection).interviews
    companies = [one.company for one in rounds]
    names = dict.fromkeys(companies)
    names |= dict.fromkeys(
        name
        for one, name in zip(rounds, labels(rounds), strict=True)
        if companies.count(one.company) > 1
    )
    return sorted(names, key=natural)


def _activities(connection: Connection) -> list[str]:
    """The activities of the plan that is followed, as it has them."""
    from flashcards.services.followed_plan import plan_in
    from flashcards.services.standing import standing

    followed = standing(connection).plan
    return [] if followed is None else list(plan_in(followed.text, followed.name).activities)


_NAMES: Final[Mapping[str, Callable[[Connection], list[str]]]] = {
    "deck": _decks,
    "area": cards.area_names,
    "tag": cards.tag_names,
    "company": _companies,
    "activity": _activities,
}
