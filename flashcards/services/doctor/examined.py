"""The collection as a doctor finds it, whether or not it can be opened."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

from flashcards.core.bound_keys import bound_keys
from flashcards.core.frozen import dataclass
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.errors.databases import (
    DatabaseTooNew,
    NoDatabaseThere,
    NotADatabase,
    NotOurDatabase,
)
from flashcards.services.collection import Collection
from flashcards.services.place import BACKUPS, Place
from flashcards.storage.copies.salvage import salvaged_facts
from flashcards.storage.copies.sqlite_file import copied
from flashcards.storage.database.engine import (
    Engine,
    open_database,
    open_existing,
    reading,
    sqlite_url,
)
from flashcards.storage.database.integrity import damages
from flashcards.storage.files.settings import read_settings

_OTHERS: Final = (NotADatabase, NotOurDatabase)


class DatabaseState(Enum):
    """What became of the database."""

    ABSENT = auto()
    WHOLE = auto()
    DAMAGED = auto()
    NEWER = auto()
    OUT_OF_REACH = auto()


@dataclass(frozen=True, slots=True)
class Examined:
    """A place, and the database there as far as it can be opened.

    `file` is the SQLite file, or `server` an address; `collection` is of a copy of the file, or of
    the server, None where it cannot be opened; `complaints` say why, or what is damaged;
    `unsettled` is why the settings cannot be read, where the defaults stand in for them. Not
    `is_replaceable` is a server, and a file that somebody named and that holds nothing of ours.
    """

    place: Place
    moment: Moment
    settings: Settings
    unsettled: FlashError | None
    file: Path | None
    server: str | None
    home: Path
    state: DatabaseState
    collection: Collection | None = None
    complaints: tuple[str, ...] = ()
    is_replaceable: bool = True

    @property
    def backups(self) -> Path:
        """The folder of its backups; it may not be there."""
        return self.home / BACKUPS


class _Opened(NamedTuple):
    """The state of a database, its engine, what is wrong with it, and whether it is ours."""

    state: DatabaseState
    engine: Engine | None = None
    complaints: tuple[str, ...] = ()
    is_ours: bool = True


@contextmanager
def examined(place: Place, moment: Moment) -> Iterator[Examined]:
    """The collection meant, looked at without touching it; what is opened closes at the end."""
    settings, unsettled = _settings(place)
    file = place.database(synced=settings.sync)
    with ExitStack() as stack:
        opened = _server(place.address) if file is None else _copy(stack, file)
        collection = None
        if opened.engine is not None:
            stack.callback(opened.engine.dispose)
            collection = Collection(place, opened.engine, settings)
        yield Examined(
            place=place,
            moment=moment,
            settings=settings,
            unsettled=unsettled,
            file=file,
            server=None if file else place.address,
            home=_home(place, file, collection),
            state=opened.state,
            collection=collection,
            complaints=opened.complaints,
            is_replaceable=file is not None and (place.has_own_database or opened.is_ours),
        )


def _settings(place: Place) -> tuple[Settings, FlashError | None]:
    try:
        found = read_settings(place.root)
        if found.keys != {}:
            bound_keys(found.keys)
    except FlashError as failure:
        return Settings(), failure
    return found, None


def _home(place: Place, file: Path | None, collection: Collection | None) -> Path:
    """Of a server that is out of reach, the folder's: the address may be no address at all."""
    is_known = file is not None or collection is not None
    return place.home if is_known else Place(place.root).home


def _server(address: str | None) -> _Opened:
    """The database of a server, which is as it is."""
    try:
        engine = open_existing(address or "")
    except NoDatabaseThere:
        return _Opened(DatabaseState.ABSENT)
    except FlashError as failure:
        return _Opened(DatabaseState.OUT_OF_REACH, complaints=(str(failure),))
    with reading(engine) as connection:
        found = tuple(damages(connection))
    return _Opened(DatabaseState.DAMAGED if found else DatabaseState.WHOLE, engine, found)


def _copy(stack: ExitStack, file: Path) -> _Opened:
    """A copy of the file, opened, and what is wrong with it."""
    if _is_nothing(file):
        return _Opened(DatabaseState.ABSENT)
    try:
        copy = stack.enter_context(copied(file))
    except FlashError as failure:
        return _Opened(DatabaseState.OUT_OF_REACH, complaints=(str(failure),))
    try:
        engine = open_database(sqlite_url(copy))
        with reading(engine) as connection:
            found = tuple(damages(connection))
    except FlashError as failure:
        state = (
            DatabaseState.NEWER if isinstance(failure, DatabaseTooNew) else DatabaseState.DAMAGED
        )
        is_ours = not isinstance(failure, _OTHERS) or any(salvaged_facts(copy, copy.parent))
        return _Opened(state, None, (str(failure).replace(str(copy), str(file)),), is_ours)
    return _Opened(DatabaseState.DAMAGED if found else DatabaseState.WHOLE, engine, found)


def _is_nothing(file: Path) -> bool:
    """Whether no database was ever written there."""
    try:
        return file.stat().st_size == 0
    except FileNotFoundError:
        return True
