"""Anki's collections and packages as decks with their whole history."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from flashcards.errors.foreign import NotTheFormat
from flashcards.formats.anki.cards import Turned
from flashcards.formats.anki.collection import AnkiCollection
from flashcards.formats.anki.decks import DeckWriter
from flashcards.formats.anki.history import HistoryReader
from flashcards.formats.anki.named_notes import named_notes
from flashcards.formats.anki.own_cards import own_cards, parted, without_own
from flashcards.formats.anki.package import NEWEST_PACKAGE, PackedMedia, package_in
from flashcards.formats.anki.rows import collection_in
from flashcards.formats.foreign import Foreign, LeftOut, ReadShape, Wishes

_DATABASE = b"SQLite format 3\0"
_OLDEST = "collection.anki2"
_TOLD: Final = (Turned.CLOZE_ASKED, Turned.TYPED, Turned.OCCLUSION, Turned.NO_ANSWER)


def read(content: bytes, wishes: Wishes) -> Foreign:
    """What a package or collection comes to; raises what is wrong with it as a `FlashError`.

    Where the file can be opened, the content is no more than its beginning.
    """
    if wishes.open_tables is None:
        raise NotTheFormat(wishes.name, "a collection", "nothing opens databases here")
    if content.startswith(_DATABASE):
        with wishes.open_tables(None) as tables:
            return _foreign(collection_in(tables, wishes.name, is_oldest=True), wishes)
    file = BytesIO(content) if wishes.open_file is None else wishes.open_file()
    package = package_in(file, wishes.name)
    with wishes.open_tables(package.database()) as tables:
        is_oldest = package.collection == _OLDEST
        collection = collection_in(tables, wishes.name, is_oldest=is_oldest)
    found = _foreign(collection, wishes, is_newer=package.version > NEWEST_PACKAGE)
    files = PackedMedia(package, (name for name in found.media if name in package.media))
    for name in files:
        package.check(name)
    return replace(found, files=files)


def _foreign(whole: AnkiCollection, wishes: Wishes, *, is_newer: bool = False) -> Foreign:
    own = own_cards(whole, wishes)
    collection = without_own(whole, own)
    writer = DeckWriter(collection, wishes)
    decks = writer.decks()
    if not writer.is_as_meant:
        writer = DeckWriter(collection, wishes, is_sure=True)
        decks = writer.decks()
    reader = HistoryReader(whole, wishes.zone)
    history, returned = parted(reader.history(), own)
    history = replace(history, notes=tuple(named_notes(collection)))
    cards = sum(deck.cards for deck in decks)
    shape = ReadShape("notes of Anki", cards, cards - writer.turned[Turned.NO_ANSWER])
    left = (
        ("cards that ask nothing", writer.blank),
        ("cards without their note", writer.lost),
        ("answers of cards that are gone", reader.gone),
        ("rows of the review log that say nothing", reader.unread),
    )
    return Foreign(
        decks,
        shapes=(shape,) if cards else (),
        left_out=tuple(LeftOut(what, count) for what, count in left if count),
        advice="" if cards or own else f"{wishes.name} holds no cards: there is nothing to import.",
        history=history if cards else None,
        notes=tuple(_notes(writer, wishes.name, is_newer=is_newer or collection.is_newer)),
        returned=returned if own else None,
    )


def _notes(writer: DeckWriter, name: str, *, is_newer: bool) -> Iterator[str]:
    """What the learner should know of how it was read."""
    if is_newer:
        yield f"{name} comes from a newer Anki than flash knows: what is known of it was read."
    for turned in _TOLD:
        if count := writer.turned[turned]:
            yield f"Turned: {turned} ({count:,})."
    if writer.repeated:
        said = "Cards that stand there twice"
        yield f"{said} ({writer.repeated:,}): one card here, with both histories."
    for type_ in writer.damaged:
        yield f"A template of the note type {type_} cannot be read: mend it in Anki."
