"""The study day's backup made by a process of its own, which nobody waits for."""

from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.backup import daily
from flashcards.services.opening.open import unread_collection
from flashcards.services.place import Place
from flashcards.storage.copies import backup_note


def daily_beside(place: Place, moment: Moment) -> None:
    """Make it, unless another process does; where it fails, the next change says why."""
    folder = place.backups
    with backup_note.making(folder) as is_ours:
        if not is_ours:
            return
        try:
            collection = unread_collection(place, moment.now)
            try:
                daily(collection, moment)
            finally:
                collection.engine.dispose()
        except FlashError as failure:
            backup_note.note_failure(folder, str(failure))
        else:
            backup_note.forget(folder)
