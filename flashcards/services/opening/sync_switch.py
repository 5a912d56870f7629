"""Sync turned on and off: the setting, and where the database lives with it."""

from pathlib import Path

from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.exchange.merge import Merged, merge
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.progress import Progress, unheard
from flashcards.storage.copies.relocation import move_database, remove_database
from flashcards.storage.files.settings import write_setting


def turn_on(place: Place) -> None:
    """From the next opening on the database is outside the folder, which then may be synced."""
    write_setting(place.root, "sync", value=True)


def turn_off(
    place: Place, moment: Moment, progress: Progress = unheard
) -> tuple[str, Merged] | None:
    """Bring the database back into the folder, into the one that is there if there is one.

    Returns the place of that one, and what was taken in from it.
    """
    inside, outside, merged = place.inside, place.outside, None
    if inside.exists() and outside.exists():
        with open_collection(place, moment.now, progress) as collection:
            merged = str(inside), merge(collection, moment, str(inside), progress)
        remove_database(inside)
    if outside.exists():
        move_database(outside, inside)
    write_setting(place.root, "sync", value=None)
    return merged


def left_inside(collection: Collection) -> Path | None:
    """A database in the folder of a synced collection: another machine's, from before it was."""
    inside = collection.place.inside
    return inside if collection.settings.sync and inside.exists() else None
