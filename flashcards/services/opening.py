"""Opening a collection: its settings, its database, its decks; made on first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Final

from flashcards.core.schedule import AS_COLLECTION
from flashcards.core.settings import Settings
from flashcards.errors import CannotWrite
from flashcards.services.collection import Collection, Synced
from flashcards.services.own_database import database_of, log_folder, moved_in, moved_out
from flashcards.services.place import HIDDEN, Whereabouts, locate, own_folder
from flashcards.services.policies import is_policy_of_schedules, policy_under
from flashcards.services.reading import Progress, read_decks, unheard
from flashcards.storage.copies import file_at
from flashcards.storage.database import URL, Engine, open_database, reading, sqlite_url
from flashcards.storage.log import is_empty
from flashcards.storage.log_files import log_files
from flashcards.storage.presence import PRIVATE_FOLDER, make_private_folder
from flashcards.storage.settings import read_settings
from flashcards.storage.standing import stored_standing
from flashcards.storage.writing import write_text

_KEEP_ONLY_LOG: Final = "*\n!log/\n!log/**\n"


def is_first_use(whereabouts: Whereabouts) -> bool:
    """Whether the user's own collection is meant and not there."""
    return locate(whereabouts) is None and not own_folder().exists()


def first_use(whereabouts: Whereabouts) -> Path | None:
    """Make the user's own collection where it is meant and not there; its folder if made."""
    if not is_first_use(whereabouts):
        return None
    put_starter_decks(own_folder())
    return own_folder()


@contextmanager
def nothing_yet(now: datetime) -> Iterator[Collection]:
    """A collection in which nothing has happened, for looks where there is none; gone then."""
    from tempfile import TemporaryDirectory

    with (
        TemporaryDirectory() as folder,
        open_collection(Whereabouts(Path(folder), named=Path(folder)), now) as collection,
    ):
        yield collection


@contextmanager
def open_collection(
    whereabouts: Whereabouts, now: datetime, progress: Progress = unheard
) -> Iterator[Collection]:
    """The collection meant, its decks read, closed at the end."""
    collection = unread_collection(whereabouts, now, progress)
    try:
        found = read_decks(collection, now, progress)
        _bring_up_to_policy(collection, progress)
        begun = _begin_with_log_files(collection, now, progress)
        yield replace(collection, reading=found, synced=begun)
    finally:
        collection.engine.dispose()


def unread_collection(
    whereabouts: Whereabouts, now: datetime, progress: Progress = unheard
) -> Collection:
    """The collection meant, its database created or upgraded, after a backup; no deck is read."""
    root = root_meant(whereabouts)
    settings, is_own = read_settings(root), whereabouts.database is None

    def before_upgrade(engine: Engine) -> None:
        from flashcards.services.backup import back_up

        present = Collection(root, engine, settings, has_own_database=is_own)
        back_up(present, now, "before-upgrade", progress)

    engine = open_database(_address(whereabouts, root, settings), before_upgrade)
    return Collection(root, engine, settings, has_own_database=is_own)


def _address(whereabouts: Whereabouts, root: Path, settings: Settings) -> str | URL:
    if whereabouts.database is not None:
        return whereabouts.database
    _hidden_folder(root)
    return sqlite_url(_own_database(root, settings))


def root_meant(whereabouts: Whereabouts) -> Path:
    """The folder of the collection meant."""
    return locate(whereabouts) or own_folder()


def database_file(whereabouts: Whereabouts) -> Path | None:
    """The SQLite file of the collection meant, whether or not it is there; None for a server."""
    if whereabouts.database is not None:
        return file_at(whereabouts.database)
    root = root_meant(whereabouts)
    return database_of(root, synced=read_settings(root).sync)


def missing_database(whereabouts: Whereabouts) -> Path | None:
    """Where the SQLite file of the collection meant should be, if there is none, or nothing in it.

    None for a server.
    """
    file = database_file(whereabouts)
    return file if file and not (file.exists() and file.stat().st_size) else None


def _own_database(root: Path, settings: Settings) -> Path:
    return moved_out(root) if settings.sync else moved_in(root)


def _begin_with_log_files(
    collection: Collection, now: datetime, progress: Progress
) -> Synced | None:
    """A collection that has come to another machine begins with what its log files say."""
    logs = log_folder(collection.root)
    if not (collection.has_own_database and log_files(logs, collection.root)):
        return None
    with reading(collection.engine) as connection:
        if not is_empty(connection):
            return None
    from flashcards.services.sync import sync

    return sync(collection, now, progress)


def _bring_up_to_policy(collection: Collection, progress: Progress) -> None:
    """Replay all schedules where settings have changed since they were made."""
    with reading(collection.engine) as connection:
        held = stored_standing(connection)
        if held is not None:
            policy = policy_under(collection, held.decisions, AS_COLLECTION)
            if is_policy_of_schedules(connection, policy):
                return
    from flashcards.services.rebuild import rebuild

    rebuild(collection, progress)


def put_starter_decks(folder: Path) -> list[str]:
    """Copy the starter decks below `folder`, over nothing that is there; what was written."""
    starter = resources.files("flashcards") / "starter"
    source = Path(str(starter)) if starter.is_dir() else Path(__file__).parents[2] / "decks"
    written: list[str] = []
    for path in sorted(source.rglob("*.md")):
        target = folder / path.relative_to(source)
        if not target.exists():
            write_text(target, path.read_text(encoding="utf-8"))
            written.append(target.relative_to(folder).as_posix())
    return written


def _hidden_folder(root: Path) -> Path:
    hidden = root / HIDDEN
    ignoring = hidden / ".gitignore"
    if not ignoring.exists():
        try:
            make_private_folder(hidden)
            hidden.chmod(PRIVATE_FOLDER)  # git makes it for everybody
        except OSError as failure:
            raise CannotWrite(hidden, failure.strerror or str(failure)) from failure
        write_text(ignoring, _KEEP_ONLY_LOG)
    return hidden
