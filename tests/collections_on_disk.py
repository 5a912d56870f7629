"""Collections for tests: a folder of decks, a real SQLite file, and a clock that is told."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from databases import named_database

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.storage.database.engine import reading
from flashcards.storage.database.tables import metadata
from flashcards.storage.log.log import all_reviews
from flashcards.storage.projection.cards import known_cards

MORNING = datetime(2026, 1, 5, 8, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
A_WHILE_S = 1_000
THREE = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n"


def deck(root: Path, text: str = THREE, name: str = "numbers.md", age_s: int = A_WHILE_S) -> Path:
    """Write a deck file as one that was written so long ago that its time is trusted.

    One of this moment would be read again at each opening, as it might yet change unseen.
    """
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    written_at = time.time_ns() - age_s * 10**9
    os.utime(path, ns=(written_at, written_at))
    return path


@contextmanager
def opened(root: Path) -> Iterator[Collection]:
    """The collection at a folder, its decks read."""
    with open_collection(place_of(root), MORNING) as collection:
        yield collection


def place_of(root: Path) -> Place:
    """The collection at a folder, with its database where the run has it."""
    return Place.at(root, named_database(root))


def at(*, days: int = 0, hours: int = 0, minutes: int = 0, zone: tzinfo = UTC) -> Moment:
    """A moment so long after the first morning."""
    return Moment(MORNING + timedelta(days=days, hours=hours, minutes=minutes), zone)


def dump(collection: Collection, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of tables, all but the facts' own by default, in order."""
    names = tables or ("schedules", "cards")
    with reading(collection.engine) as connection:
        return {
            name: sorted(map(tuple, connection.execute(metadata.tables[name].select())), key=repr)
            for name in names
        }


def reviews(collection: Collection) -> list[Review]:
    """The reviews in the log, in order."""
    with reading(collection.engine) as connection:
        return [review for review, _ in all_reviews(connection)]


def ids(collection: Collection) -> list[CardId]:
    """The ids of all living cards, in deck order."""
    with reading(collection.engine) as connection:
        return [known.card.id for known in known_cards(connection)]
