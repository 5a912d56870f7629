"""Where a collection is, and opening it: interface.md's order of places."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from flashcards.errors import CannotWrite, NoSuchFolder
from flashcards.services.collection import Collection
from flashcards.services.reading import Progress, read_decks, unheard
from flashcards.storage.database import open_database, sqlite_url
from flashcards.storage.settings import FILE, read_settings
from flashcards.storage.writing import write_text

HIDDEN: Final = ".flash"
DATABASE: Final = "flash.db"
_KEEP_ONLY_LOG: Final = "*\n!log/\n!log/**\n"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the learner said of the place: `-C`, `--database`, and the current folder."""

    here: Path
    named: Path | None = None
    database: str | None = None


def locate(whereabouts: Whereabouts) -> Path | None:
    """The collection's folder; None where there is none yet and the user's own is meant."""
    if whereabouts.named is not None:
        if not whereabouts.named.is_dir():
            raise NoSuchFolder(whereabouts.named)
        return whereabouts.named.resolve()
    here = whereabouts.here.resolve()
    for folder in (here, *here.parents):
        if (folder / HIDDEN).is_dir() or (folder / FILE).is_file():
            return folder
    decks = here / "decks"
    return decks if decks.is_dir() else None


def own_folder() -> Path:
    """The user's own collection, in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("flash", appauthor=False) / "decks"


def first_use(whereabouts: Whereabouts) -> Path | None:
    """Make the user's own collection where it is meant and not there; its folder if made."""
    own = own_folder() if locate(whereabouts) is None else None
    if own is None or own.exists():
        return None
    put_starter_decks(own)
    return own


@contextmanager
def open_collection(whereabouts: Whereabouts, progress: Progress = unheard) -> Iterator[Collection]:
    """The collection meant, its decks read, closed at the end."""
    root = locate(whereabouts) or own_folder()
    settings = read_settings(root)
    address = whereabouts.database or sqlite_url(_hidden_folder(root) / DATABASE)
    collection = Collection(root, open_database(address), settings)
    try:
        read_decks(collection, progress)
        yield collection
    finally:
        collection.engine.dispose()


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
