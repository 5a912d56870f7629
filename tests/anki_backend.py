"""Collections made, studied and exported by Anki's own backend, where it is installed."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("anki", reason="Anki is not installed: pip install -e '.[anki]'")

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

DAY_S = 86_400


class AnkiDesk:
    """An open collection of Anki's, whose clock can be moved: what is in it grows older."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "collection.anki2"
        self.col: Any = self._opened()

    def note(self, type_: str, deck: str, *values: str, tags: str = "") -> Any:
        """Add a note."""
        note = self.col.new_note(self.col.models.by_name(type_))
        note.fields[: len(values)] = list(values)
        note.tags = tags.split()
        self.col.add_note(note, self.col.decks.id(deck))
        return note

    def answer(self, chance: random.Random, most: int = 1_000) -> int:
        """Answer what is due, in all decks, as chance has it; how many answers."""
        given = 0
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.select(deck.id)
            while given < most and (card := self.col.sched.getCard()) is not None:
                card.start_timer()
                self.col.sched.answerCard(card, chance.choices((1, 2, 3, 4), (2, 1, 6, 1))[0])
                given += 1
        return given

    def sleep(self, days: int = 1) -> None:
        """Let days pass: all that happened happened so much earlier."""
        seconds, db = days * DAY_S, self.col.db
        db.execute("update col set crt = crt - ?", seconds)
        db.execute("update revlog set id = id - ?", seconds * 1000)
        db.execute("update cards set due = due - ? where queue in (1, 4)", seconds)
        db.execute(
            "update cards set data = json_set(data, '$.lrt', data ->> '$.lrt' - ?)"
            " where data like '%lrt%'",
            seconds,
        )
        self.reopen()

    def _opened(self) -> Any:
        """The collection; it need not outlast a power failure."""
        col: Any = Collection(str(self.path))
        col.db.execute("pragma synchronous = off")
        return col

    def reopen(self) -> None:
        """Close and open, so that nothing is remembered."""
        self.col.close()
        self.col = self._opened()

    def package(self, path: Path, *, legacy: bool = False) -> Path:
        """Export decks with their history and options."""
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        self.col.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def whole(self, path: Path, *, legacy: bool = False) -> Path:
        """Export all of the collection."""
        self.col.export_collection_package(str(path), include_media=True, legacy=legacy)
        self.col = self._opened()
        return path

    def medium(self, name: str, content: bytes) -> str:
        """A picture or sound among the collection's."""
        return str(self.col.media.write_data(name, content))


@contextmanager
def desk(folder: Path) -> Iterator[AnkiDesk]:
    """A new collection in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = AnkiDesk(folder)
    try:
        yield opened
    finally:
        opened.col.close()


def studied(desk_: AnkiDesk, *, fsrs: bool = True, days: int = 40, seed: int = 1) -> None:
    """Notes of all types, and answers to them on many days."""
    desk_.col.set_config("fsrs", fsrs)
    chance = random.Random(seed)
    desk_.medium("p q.png", b"picture")
    for number in range(12):
        deck = ("Languages::German", "Languages", "Science::Biology::Cells")[number % 3]
        desk_.note("Basic", deck, f"front {number}", f"<b>back</b> {number}", tags="one two")
        desk_.note("Basic (and reversed card)", deck, f"dog {number}", f"Hund {number}")
        with_both = "y" if number % 2 else ""
        desk_.note(
            "Basic (optional reversed card)", deck, f"cat {number}", f"Katze {number}", with_both
        )
        desk_.note("Basic (type in the answer)", deck, f"type {number}", f"typed {number}")
        text = f"{{{{c1::Paris {number}}}}} is in {{{{c2::France::country}}}}"
        desk_.note("Cloze", deck, text, "the seat of its government" if number % 2 else "")
    desk_.note("Basic", "Languages", 'see <img src="p q.png">', "\\(x^2\\) [sound:p q.png]")
    for _ in range(days):
        desk_.answer(chance, 60)
        desk_.sleep(chance.choice((1, 1, 1, 2, 5)))


def taken(phone: AnkiDesk, file: Path) -> Counter[str]:
    """Import a package into Anki, whose check of its database then finds nothing to mend."""
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    request = ImportAnkiPackageRequest(package_path=str(file), options=options)
    log = phone.col.import_anki_package(request).log
    problems, is_sound = phone.col.fix_integrity()
    assert is_sound, problems
    assert len(problems.splitlines()) == 1, problems
    phone.reopen()
    return Counter(
        {field.name: len(notes) for field, notes in log.ListFields() if field.name != "found_notes"}
    )
