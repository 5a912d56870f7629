"""A collection's own database: where it is, and how it is brought to where it belongs."""

import os
from pathlib import Path
from typing import Final

from flashcards.errors.files import CannotWrite
from flashcards.services.place import Place
from flashcards.storage.database.file_identity import PRIVATE_FOLDER, make_private_folder
from flashcards.storage.files.settings import read_settings
from flashcards.storage.files.whole_file import write_bytes, write_text

_KEEP_ONLY_LOG: Final = "*\n!log/\n!log/**\n"
_WHOSE: Final = "collection.txt"
"""Says in a home which collection's it is."""


def brought(place: Place, *, synced: bool) -> Path:
    """Where the own database is from now on, moved there if it was elsewhere; raises `CannotWrite`.

    A synced folder holds text alone: file-sync services damage databases that are in use. If both
    are there, each stays where it is.
    """
    _make_private(place.hidden)
    if not synced:
        if not place.inside.exists():
            _move(place.outside, place.inside)
        return place.inside
    _move(place.inside, place.outside)
    if place.outside.exists():
        _sign(place)
    return place.outside


def collection_of(home: Path) -> Path | None:
    """The folder of the collection whose home it is; None where it does not say."""
    sign = home / _WHOSE
    return Path(os.fsdecode(sign.read_bytes())) if sign.is_file() else None


def _move(source: Path, target: Path) -> None:
    if source.exists() and not target.exists():
        from flashcards.storage.copies.relocation import move_database

        move_database(source, target)


def _sign(place: Place) -> None:
    """Write into the home whose it is, once."""
    sign = place.home / _WHOSE
    if not sign.exists():
        write_bytes(sign, os.fsencode(place.root))


def database_file(place: Place) -> Path | None:
    """The SQLite file of the collection meant, whether or not it is there; None for a server."""
    return place.database(synced=place.has_own_database and read_settings(place.root).sync)


def missing_database(place: Place) -> Path | None:
    """Where the SQLite file of the collection meant should be, if there is none, or nothing in it.

    None for a server.
    """
    file = database_file(place)
    return file if file and not (file.exists() and file.stat().st_size) else None


def _make_private(hidden: Path) -> None:
    """The folder, closed to others, in which git carries nothing but the log; made once."""
    ignoring = hidden / ".gitignore"
    if ignoring.exists():
        return
    try:
        make_private_folder(hidden)
        hidden.chmod(PRIVATE_FOLDER)  # git makes it for everybody
    except OSError as failure:
        raise CannotWrite(hidden, failure.strerror or str(failure)) from failure
    write_text(ignoring, _KEEP_ONLY_LOG)
