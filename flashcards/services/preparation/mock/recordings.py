"""Where recordings of mocks are: on this machine, in the collection's home, nobody else's."""

from glob import escape
from pathlib import Path

from flashcards.core.preparation.mock.mock import Mock
from flashcards.errors.files import CannotWrite
from flashcards.services.collection import Collection
from flashcards.storage.database.file_identity import make_private_folder


def next_recording(collection: Collection, mock: Mock) -> Path:
    """A file that is not there yet: the mock's own, and another whenever it is resumed."""
    folder = collection.place.recordings
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        make_private_folder(folder)
    except OSError as failure:
        raise CannotWrite(folder, failure.strerror or str(failure)) from failure
    named = folder / Path(mock.recording).name
    before = len(recordings(collection, mock))
    return named.with_stem(f"{named.stem}-{before + 1}") if before else named


def recordings(collection: Collection, mock: Mock) -> tuple[Path, ...]:
    """The files of a mock that are on this machine, the first one first."""
    if not mock.recording:
        return ()
    named = collection.place.recordings / Path(mock.recording).name
    more = sorted(named.parent.glob(f"{escape(named.stem)}-*{escape(named.suffix)}"))
    return tuple(path for path in (named, *more) if path.exists())
