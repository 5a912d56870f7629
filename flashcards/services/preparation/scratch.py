"""Files to write an exercise in: private, kept on this machine, one a card and day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from flashcards.core.known_card import KnownCard
from flashcards.errors.exercises import ExerciseOpen
from flashcards.errors.files import CannotWrite
from flashcards.services.collection import Collection
from flashcards.storage.database.file_identity import make_private, make_private_folder
from flashcards.storage.files.held_file import held

_ENDINGS: Final = {"coding": ".py"}
_OTHER: Final = ".md"
_OPEN: Final = "open"


def scratch_file(collection: Collection, known: KnownCard, today: date) -> Path:
    """The file of an exercise on a day, made where there is none; raises `CannotWrite`."""
    ending = _ENDINGS.get(known.area, _OTHER)
    path = _folder(collection) / f"{today}-{known.card.id[:8]}{ending}"
    try:
        if not path.exists():
            make_private(path)
    except OSError as failure:
        raise CannotWrite(path, failure.strerror or str(failure)) from failure
    return path


@contextmanager
def one_at_a_time(collection: Collection) -> Iterator[None]:
    """While this lasts, no other exercise begins on this machine; raises `ExerciseOpen`."""
    with held(_folder(collection) / _OPEN) as is_ours:
        if not is_ours:
            raise ExerciseOpen
        yield


def _folder(collection: Collection) -> Path:
    folder = collection.place.exercises
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_private_folder(folder)
    except OSError as failure:
        raise CannotWrite(folder, failure.strerror or str(failure)) from failure
    return folder
