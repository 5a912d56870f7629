"""Where a collection and all that belongs to it is: found once, and passed on."""

import re
from pathlib import Path
from typing import Final, Self

from flashcards.core.frozen import dataclass
from flashcards.errors.collections import NoSuchFolder
from flashcards.storage.files.settings_file import FILE

HIDDEN: Final = ".flash"
"""The folder of the database and the log files, inside the collection."""

DATABASE: Final = "flash.db"
BACKUPS: Final = "backups"
_RECORDINGS: Final = "recordings"
_EXERCISES: Final = "exercises"
_LOGS: Final = "log"

_DIGITS: Final = 12
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a collection, and so where its files are; makes and moves nothing.

    `address` is the URL of the database where the learner named one. `is_default` says that no
    folder led here: it is the user's own collection, and may not be there yet.
    """

    root: Path
    address: str | None = None
    is_default: bool = False

    @classmethod
    def found(cls, here: Path, named: Path | None = None, address: str | None = None) -> Self:
        """The collection that is `named`, or else the one that is meant in the folder `here`.

        Raises `NoSuchFolder`.
        """
        if named is not None:
            return cls.at(named, address)
        root = _led_to(here.resolve())
        return cls(root or own_folder(), address, is_default=root is None)

    @classmethod
    def at(cls, folder: Path, address: str | None = None) -> Self:
        """The collection in a folder; raises `NoSuchFolder`."""
        if not folder.is_dir():
            raise NoSuchFolder(folder)
        return cls(folder.resolve(), address)

    @property
    def has_own_database(self) -> bool:
        """Whether the database is the collection's own: the learner named no other."""
        return self.address is None

    @property
    def settings_file(self) -> Path:
        """The file of the settings; none is needed."""
        return self.root / FILE

    @property
    def hidden(self) -> Path:
        """The folder in the collection that is not the learner's; it may not be there yet."""
        return self.root / HIDDEN

    @property
    def logs(self) -> Path:
        """The folder of the log files, which is synced; it may not be there."""
        return self.hidden / _LOGS

    @property
    def inside(self) -> Path:
        """The own database in the collection's folder."""
        return self.hidden / DATABASE

    @property
    def outside(self) -> Path:
        """The own database on this machine alone, where no file-sync service carries it."""
        return home_of(str(self.root)) / DATABASE

    @property
    def home(self) -> Path:
        """The folder of what this machine keeps besides; outlives `.flash`, may not be there yet.

        A database that the learner named has its own; raises what a wrong address raises.
        """
        if self.address is None:
            return home_of(str(self.root))
        from flashcards.storage.database.engine import address_at

        return home_of(address_at(self.address))

    @property
    def backups(self) -> Path:
        """The folder of the backups; it may not be there yet."""
        return self.home / BACKUPS

    @property
    def staging(self) -> Path:
        """Where files of an import wait to be put in place; it is there only while some do."""
        return self.hidden / "import"

    @property
    def recordings(self) -> Path:
        """The folder of what was recorded in mocks; it may not be there yet."""
        return self.home / _RECORDINGS

    @property
    def exercises(self) -> Path:
        """The folder of what was written while practising; it may not be there yet."""
        return self.home / _EXERCISES

    def database(self, *, synced: bool) -> Path | None:
        """The SQLite file, where it is now or is to be made; None for a server.

        An own one is outside where the collection is `synced`, until then inside.
        """
        if self.address is not None:
            from flashcards.storage.copies.sqlite_file import file_at

            return file_at(self.address)
        is_inside = self.inside.exists()
        if synced:
            return self.inside if is_inside and not self.outside.exists() else self.outside
        return self.inside if is_inside or not self.outside.exists() else self.outside


def own_folder() -> Path:
    """The user's own collection, in the platform's data folder."""
    return _data_folder() / "decks"


def home_of(place: str) -> Path:
    """The folder of what is at a path or an address: a name to read, and a digest of the place."""
    import hashlib

    name = re.sub(r"[^\w-]+", "-", place.rpartition("/")[2])[:_LONGEST]
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return _data_folder() / "collections" / f"{name}-{digest}"


def passes_over(place: Place, here: Path) -> bool:
    """Whether there are decks right here, and yet the user's own collection is meant."""
    if not place.is_default:
        return False
    from flashcards.storage.files.likely_decks import holds_decks

    return holds_decks(here)


def _led_to(here: Path) -> Path | None:
    """The nearest folder upwards that is a collection, or else that of decks right here."""
    for folder in (here, *here.parents):
        if (folder / HIDDEN).is_dir() or (folder / FILE).is_file():
            return folder
    decks = here / "decks"
    return decks if decks.is_dir() else None


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("flash", appauthor=False)
