"""What this machine keeps of a collection outside its folder, where no file-sync service looks."""

import hashlib
import re
from pathlib import Path
from typing import Final

from flashcards.services.collection import Collection
from flashcards.storage.database import address_of

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
    digest = hashlib.sha256(place.encode()).hexdigest()[:_DIGITS]
    return user_data_path("flash", appauthor=False) / "collections" / f"{name}-{digest}"
