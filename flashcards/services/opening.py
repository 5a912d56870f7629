"""Opening a collection: its settings, its database, its decks; made on first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Final

from flashcards.errors import CannotWrite
from flashcards.services.collection import Collection
from flashcards.services.policies import is_policy_of_schedules
from flashcards.services.reading import Progress, read_decks, unheard
from flashcards.services.whereabouts import HIDDEN, Whereabouts, locate, own_folder
from flashcards.storage.database import open_database, reading, sqlite_url
from flashcards.storage.settings import read_settings
from flashcards.storage.writing import write_text

DATABASE: Final = "flash.db"
_KEEP_ONLY_LOG: Final = "*\n!log/\n!log/**\n"


def first_use(whereabouts: Whereabouts) -> Path | None:
    """Make the user's own collection where it is meant and not there; its folder if made."""
    own = own_folder() if locate(whereabouts) is None else None
    if own is None or own.exists():
        return None
    put_starter_decks(own)
    return own


@contextmanager
def open_collection(
    whereabouts: Whereabouts, now: datetime, progress: Progress = unheard
) -> Iterator[Collection]:
    """The collection meant, its decks read, closed at the end."""
    root = locate(whereabouts) or own_folder()
    settings = read_settings(root)
    address = whereabouts.database or sqlite_url(_hidden_folder(root) / DATABASE)
    engine = open_database(address)
    is_own = whereabouts.database is None
    collection = Collection(root, engine, settings, has_own_database=is_own)
    try:
        found = read_decks(collection, now, progress)
        _bring_up_to_policy(collection, progress)
        yield replace(collection, reading=found)
    finally:
        collection.engine.dispose()


def _bring_up_to_policy(collection: Collection, progress: Progress) -> None:
    """Replay all schedules where settings have changed since they were made."""
    with reading(collection.engine) as connection:
        if is_policy_of_schedules(connection, collection):
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
            hidden.mkdir(mode=0o700, exist_ok=True)
        except OSError as failure:
            raise CannotWrite(hidden, failure.strerror or str(failure)) from failure
        write_text(ignoring, _KEEP_ONLY_LOG)
    return hidden
