"""A new collection: a folder, its settings with comments, and the starter decks."""

from pathlib import Path

from flashcards.core.frozen import dataclass
from flashcards.core.study_day import Moment
from flashcards.services.exchange.import_.starter import (
    put_starter_decks,
    remember_starter_decks,
)
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.session import has_cards
from flashcards.storage.files.settings import settings_text
from flashcards.storage.files.settings_file import FILE
from flashcards.storage.files.whole_file import PRIVATE, write_text


@dataclass(frozen=True, slots=True)
class Begun:
    """The collection's folder, what was written there, nothing if all was, and if it has cards."""

    root: Path
    written: tuple[str, ...]
    has_cards: bool = True


def init(folder: Path, moment: Moment, *, empty: bool = False) -> Begun:
    """Make `folder` a collection, overwriting nothing; `empty` leaves the starter decks out."""
    written: list[str] = []
    if not (folder / FILE).exists():
        write_text(folder / FILE, settings_text(), PRIVATE)
        written.append(FILE)
    if not empty:
        written += put_starter_decks(folder)
    with open_collection(Place.at(folder), moment.now) as collection:
        if not empty:
            remember_starter_decks(collection)
        return Begun(folder.resolve(), tuple(written), has_cards(collection))
