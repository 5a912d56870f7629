"""Sync turned on and off: the setting, and where the database lives with it."""

from pathlib import Path

from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.merge import Merged, merge
from flashcards.services.opening import open_collection
from flashcards.services.own_database import folder_database, machine_database
from flashcards.services.place import Whereabouts, locate, own_folder
from flashcards.services.reading import Progress, unheard
from flashcards.storage.relocation import move_database, remove_database
from flashcards.storage.settings import write_setting


def turn_on(whereabouts: Whereabouts) -> None:
    """From the next opening on the database is outside the folder, which then may be synced."""
    write_setting(_root(whereabouts), "sync", value=True)


def turn_off(
    whereabouts: Whereabouts, moment: Moment, progress: Progress = unheard
) -> tuple[str, Merged] | None:
    """Bring the database back into the folder, into the one that is there if there is one.

    Returns the place of that one, and what was taken in from it.
    """
    root, merged = _root(whereabouts), None
    inside, outside = folder_database(root), machine_database(root)
    if inside.exists() and outside.exists():
        with open_collection(whereabouts, moment.now, progress) as collection:
            merged = str(inside), merge(collection, moment, str(inside), progress)
        remove_database(inside)
    if outside.exists():
        move_database(outside, inside)
    write_setting(root, "sync", value=None)
    return merged


def left_inside(collection: Collection) -> Path | None:
    """A database in the folder of a synced collection: another machine's, from before it was."""
    inside = folder_database(collection.root)
    return inside if collection.settings.sync and inside.exists() else None


def _root(whereabouts: Whereabouts) -> Path:
    return locate(whereabouts) or own_folder()
