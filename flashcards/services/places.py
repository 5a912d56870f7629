"""Where a collection's own database and log files are: in its folder, or on this machine alone."""

from pathlib import Path
from typing import Final

from flashcards.services.home import home_of, sign_home
from flashcards.services.whereabouts import HIDDEN

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
    if inside.exists() and not outside.exists():
        from flashcards.storage.relocation import move_database

        move_database(inside, outside)
    if outside.exists():
        sign_home(root)
    return outside


def databases_of(root: Path) -> list[Path]:
    """Those of both that are there, by the collection's folder."""
    both = folder_database(root), machine_database(root.resolve())
    return [path for path in both if path.is_file()]


def log_folder(root: Path) -> Path:
    """The folder of the log files, which is synced."""
    return root / HIDDEN / "log"
