"""Where a collection is: interface.md's order of places; opens nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flashcards.errors import NoSuchFolder
from flashcards.storage.settings import FILE

HIDDEN: Final = ".flash"
"""The folder of the database, inside the collection."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the learner said of the place: `-C`, `--database`, and the current folder."""

    here: Path
    named: Path | None = None
    database: str | None = None


def locate(whereabouts: Whereabouts) -> Path | None:
    """The collection's folder; None where there is none yet and the user's own is meant."""
    if whereabouts.named is not None:
        if not whereabouts.named.is_dir():
            raise NoSuchFolder(whereabouts.named)
        return whereabouts.named.resolve()
    here = whereabouts.here.resolve()
    for folder in (here, *here.parents):
        if (folder / HIDDEN).is_dir() or (folder / FILE).is_file():
            return folder
    decks = here / "decks"
    return decks if decks.is_dir() else None


def passes_over(whereabouts: Whereabouts) -> bool:
    """Whether there are decks right here, and yet the user's own collection is meant."""
    if whereabouts.named is not None or locate(whereabouts) is not None:
        return False
    from flashcards.storage.likely_decks import holds_decks

    return holds_decks(whereabouts.here)


def own_folder() -> Path:
    """The user's own collection, in the platform's data folder."""
    from platformdirs import user_data_path

    return user_data_path("flash", appauthor=False) / "decks"
