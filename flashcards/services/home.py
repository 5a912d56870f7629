"""What this machine keeps of a collection outside its folder, where no file-sync service looks."""

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from flashcards.services.collection import Collection
from flashcards.storage.database import address_of
from flashcards.storage.writing import write_bytes

_WHOSE: Final = "collection.txt"
"""Says in a home which collection's it is."""

_DIGITS: Final = 12
_LONGEST: Final = 40


def home(collection: Collection) -> Path:
    """The folder of the collection's backups; it outlives `.flash`, and may not be there yet."""
    if collection.has_own_database:
        return home_of(str(collection.root))
    return home_of(address_of(collection.engine))


def home_of(place: str) -> Path:
    """The folder of what is at a path or an address: a name to read, and a digest of the place."""
    from platformdirs import user_data_path

    name = re.sub(r"[^\w-]+", "-", place.rpartition("/")[2])[:_LONGEST]
    digest = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return user_data_path("flash", appauthor=False) / "collections" / f"{name}-{digest}"


def sign_home(root: Path) -> None:
    """Write into the home of a collection's folder whose it is, once; raises `CannotWrite`."""
    sign = home_of(str(root)) / _WHOSE
    if not sign.exists():
        write_bytes(sign, os.fsencode(root))


def collection_of(home_folder: Path) -> Path | None:
    """The collection whose home it is; None where it does not say."""
    sign = home_folder / _WHOSE
    return Path(os.fsdecode(sign.read_bytes())) if sign.is_file() else None
