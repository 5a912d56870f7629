"""Opening a collection: its settings, its database, its decks; made on first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flashcards.core.schedule import AS_COLLECTION
from flashcards.services.collection import Collection, Reading, Synced
from flashcards.services.decks.read import (
    deck_files_of,
    is_as_read,
    read_decks,
    read_for_brought,
)
from flashcards.services.own_database import brought
from flashcards.services.place import Place
from flashcards.services.policies import is_policy_of_schedules, policy_under
from flashcards.services.progress import Progress, unheard
from flashcards.services.work import within
from flashcards.storage.database.engine import (
    URL,
    Connection,
    Engine,
    open_database,
    reading,
    sqlite_url,
    writing,
)
from flashcards.storage.files.settings import read_settings
from flashcards.storage.log.files import log_files
from flashcards.storage.log.log import is_empty, last_clock
from flashcards.storage.projection.standing import stored_standing


def is_first_use(place: Place) -> bool:
    """Whether the user's own collection is meant and not there."""
    return place.is_default and not place.root.exists()


def first_use(place: Place) -> Path | None:
    """Make the user's own collection where it is meant and not there; its folder if made."""
    if not is_first_use(place):
        return None
    from flashcards.services.exchange.import_.starter import put_starter_decks

    put_starter_decks(place.root)
    return place.root


@contextmanager
def nothing_yet(now: datetime) -> Iterator[Collection]:
    """A collection in which nothing has happened, for looks where there is none; gone then."""
    from tempfile import TemporaryDirectory

    with (
        TemporaryDirectory() as folder,
        open_collection(Place.at(Path(folder)), now) as collection,
    ):
        yield collection


@contextmanager
def open_collection(
    place: Place, now: datetime, progress: Progress = unheard
) -> Iterator[Collection]:
    """The collection meant, its decks read, closed at the end."""
    collection = unread_collection(place, now, progress)
    try:
        yield _brought_up(collection, now, progress)
    finally:
        collection.engine.dispose()


def unread_collection(place: Place, now: datetime, progress: Progress = unheard) -> Collection:
    """The collection meant, its database created or upgraded, after a backup; no deck is read."""
    settings = read_settings(place.root)

    def before_upgrade(engine: Engine) -> None:
        from flashcards.services.backup import back_up

        back_up(Collection(place, engine, settings), now, "before-upgrade", progress)

    address: str | URL | None = place.address
    if address is None:
        address = sqlite_url(brought(place, synced=settings.sync))
    engine = open_database(address, before_upgrade)
    return Collection(place, engine, settings, waiting=_finished(place, engine))


def _finished(place: Place, engine: Engine) -> tuple[str, ...]:
    """Put in place what an import left, usually nothing; why some of it still waits."""
    if not place.staging.exists():
        return ()
    from flashcards.services.log.imports import finish

    return tuple(map(str, finish(place, engine)))


def log_state(collection: Collection) -> int:
    """A number that grows with every act on this machine; cheap however long the log."""
    with reading(collection.engine) as connection:
        return last_clock(connection)


def _brought_up(collection: Collection, now: datetime, progress: Progress) -> Collection:
    """The collection with its decks read, its schedules as settings have them, its log begun.

    Where nothing is to be done, one look at the database says so.
    """
    found = deck_files_of(collection)
    with reading(collection.engine) as connection:
        is_read = is_as_read(connection, found)
        is_replayed = _is_by_policy(connection, collection)
        is_begun = not is_empty(connection)
        clock = last_clock(connection)
    if is_read and is_replayed and is_begun:
        return replace(collection, opened_at=clock)
    read = Reading() if is_read else read_decks(collection, now, progress)
    is_begun = (is_replayed or not _replay(collection, now, progress)) and is_begun
    begun = None if is_begun else _begin_with_log_files(collection, now, progress)
    return replace(collection, reading=read, synced=begun, opened_at=log_state(collection))


def _is_by_policy(connection: Connection, collection: Collection) -> bool:
    """Whether what holds is stored, and all schedules were made as settings are now."""
    held = stored_standing(connection)
    if held is None:
        return False
    policy = policy_under(collection, held.decisions, AS_COLLECTION)
    return is_policy_of_schedules(connection, policy)


def _replay(collection: Collection, now: datetime, progress: Progress) -> bool:
    """Make all schedules anew; whether a sync that was stopped is to go on."""
    from flashcards.services.exchange.sync import SYNCED
    from flashcards.services.log.rebuild import rebuild_within
    from flashcards.services.log.take_in import settle_all, unsettled

    with writing(collection.engine) as connection:
        work = within(connection, collection, now)
        told = unsettled(connection)
        if told is None:
            rebuild_within(work, progress)
        else:
            settle_all(work, progress)
            read_for_brought(work)
        return told == SYNCED


def _begin_with_log_files(
    collection: Collection, now: datetime, progress: Progress
) -> Synced | None:
    """A collection that has come to another machine begins with what its log files say."""
    place = collection.place
    if not (place.has_own_database and log_files(place.logs, place.root)):
        return None
    from flashcards.services.exchange.sync import sync

    return sync(collection, now, progress)
