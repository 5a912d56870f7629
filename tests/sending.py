"""Decks sent to Anki in a package, and packages fetched."""

import random
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from collections_on_disk import deck

from flashcards.core.known_card import KnownCard
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.exchange.anki.export import SentToAnki, export_to_anki
from flashcards.services.exchange.import_.read import ImportWishes
from flashcards.services.exchange.import_.run import ImportResult, import_sources
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards
from flashcards.views.anki.note_fields import note_fields

DECKS = {
    "Lang/German.md": """\
---
tags: [lang, nouns/animals]
learning_steps: [1m, 15m]
---
Q: Which **word** means dog & <b>cat</b>?
A: `Hund`, and $x_{1}$ ![](p.png)

---

dog ::: Hund

C: The [capital :: city] of [France] is [**Paris**].
""",
    "Lang/Lisp.md": "Q: one?\nA: 1\n\nQ: two?\nA: 2\n\nQ: three?\nA: 3\n",
}


def moment(days: float = 0) -> Moment:
    """Now, by the clock that Anki has, too; or so many days earlier."""
    return Moment(datetime.now(UTC) - timedelta(days=days), UTC)


def write_decks(root: Path) -> Path:
    """Two decks with a picture: 6 notes, 9 cards."""
    for name, text in DECKS.items():
        deck(root, text, name)
    (root / "Lang/p.png").write_bytes(b"picture")
    return root


def sent(collection: Collection, file: Path, selection: Selection = EVERYTHING) -> SentToAnki:
    """Write a package."""
    out = BytesIO()
    done = export_to_anki(collection, moment(), out, note_fields, selection)
    file.write_bytes(out.getvalue())
    return done


def fetched(collection: Collection, file: Path) -> ImportResult:
    """Import a package."""
    return import_sources(collection, moment(), [str(file)], ImportWishes(zone=UTC))


def known(collection: Collection) -> list[KnownCard]:
    """All cards, in deck order."""
    with reading(collection.engine) as connection:
        return list(known_cards(connection))


def answered(collection: Collection, chance: random.Random, days: float, most: int = 4) -> int:
    """Answer some cards here, so many days ago."""
    cards = chance.sample(known(collection), most)
    for number, one in enumerate(cards):
        at = Moment(moment(days).now + timedelta(seconds=7 * number, microseconds=321), UTC)
        answer(collection, at, one.card.id, Grade(chance.randint(1, 4), duration_ms=4_000))
    return len(cards)


def answered_all(collection: Collection) -> int:
    """Answer each card once, a few days ago."""
    every = known(collection)
    for number, one in enumerate(every):
        at = Moment(moment(9).now + timedelta(seconds=7 * number, microseconds=321), UTC)
        answer(collection, at, one.card.id, Grade(1 + number % 4, duration_ms=4_000))
    return len(every)
