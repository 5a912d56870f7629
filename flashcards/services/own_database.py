"""Where a collection's own database and log files are: in its folder, or on this machine alone."""

from pathlib import Path
from typing import Final

from flashcards.services.home import home_of, sign_home
from flashcards.services.place import HIDDEN

DATABASE: Final = "flash.db"


def folder_database(root: Path) -> Path:
    """The database inside the collection's folder."""
    return root / HIDDEN / DATABASE


def machine_database(root: Path) -> Path:
    """The database in this machine's data folder, where no file-sync service carries it."""
    return home_of(str(root)) / DATABASE


def moved_out(root: Path) -> Path:
    """The machine's database of a synced collection; the folder's becomes it, if it is alone.

    A synced folder holds text alone: file-sync services damage databases that are in use.
    """
    inside, outside = folder_database(root), machine_database(root)
    _moved(inside, outside)
    if outside.exists():
        sign_home(root)
    return outside


def moved_in(root: Path) -> Path:
    """The folder's database; where there is none, the machine's from when it was synced."""
    inside = folder_database(root)
    if not inside.exists():
        _moved(machine_database(root), inside)
    return inside


def _moved(source: Path, target: Path) -> None:
    if source.exists() and not target.exists():
        from flashcards.storage.relocation import move_database

        move_database(source, target)


def database_of(root: Path, *, synced: bool) -> Path:
    """Where the collection's own database is now, or is to be made; moves nothing."""
    inside = folder_database(root)
    if inside.exists() and not synced:
        return inside
    outside = machine_database(root)
    meant, other = (outside, inside) if synced else (inside, outside)
    return other if other.exists() and not meant.exists() else meant


def databases_of(root: Path) -> list[Path]:
    """Those of both that are there, by the collection's folder."""
    both = folder_database(root), machine_database(root.resolve())
    return [path for path in both if path.is_file()]


def log_folder(root: Path) -> Path:
    """The folder of the log files, which is synced."""
    return root / HIDDEN / "log"
