"""Sources imported into a collection, and what became of each deck."""

from pathlib import Path
from typing import Any

from collections_on_disk import at

from flashcards.services.collection import Collection
from flashcards.services.exchange.import_.decks import Fate
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import ImportResult, import_sources


def bring(
    collection: Collection, *sources: Path | str, minutes: int = 1, **wishes: Any
) -> ImportResult:
    """Import the sources, so many minutes after the first morning."""
    moment = at(minutes=minutes)
    return import_sources(collection, moment, list(map(str, sources)), ImportWishes(**wishes))


def fates(done: ImportResult) -> dict[str, Fate]:
    """What became of each deck, by its path."""
    return {planned.path: planned.fate for planned in done.decks}
