"""A collection's notes by the names that they have in Anki everywhere, their cards by number."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from flashcards.formats.anki.asked_fields import AskedFields
from flashcards.formats.anki.collection import AnkiCard, AnkiCollection, AnkiNote, NoteType
from flashcards.formats.anki.notes import NoteRenderer
from flashcards.formats.anki.own_notes import OWN_FIELD
from flashcards.formats.foreign import ForeignNotes

_MOST: Final = 2_000
"""Notes in one piece: a fact is made of it."""

_LONGEST_NAME: Final = 200
_MOST_CARDS: Final = 500
"""Of a note; Anki itself makes no more."""

_MOST_KEPT: Final = 10_000
"""Characters of fields that no card asks; of a note with more, nothing is written back."""


def named_notes(collection: AnkiCollection) -> Iterator[ForeignNotes]:
    """The notes that have a name, by their types and by which of their fields are asked.

    What flash wrote itself is called there as it is called here.
    """
    by_note: dict[int, list[AnkiCard]] = {}
    for card in collection.cards:
        by_note.setdefault(card.note, []).append(card)
    for id_, type_ in sorted(collection.note_types.items()):
        asked = AskedFields(type_, NoteRenderer(type_))
        if type_.fields[-1:] == (OWN_FIELD,):
            continue
        own = (note for note in collection.notes.values() if note.type == id_)
        named = [
            (_asked(asked, note, by_note[note.id]), note)
            for note in own
            if note.id in by_note and 0 < len(note.guid) <= _LONGEST_NAME
        ]
        named.sort(key=lambda one: (one[0], one[1].id))
        for fields, group in groupby(named, key=lambda one: one[0]):
            notes = [note for _, note in group]
            for first in range(0, len(notes), _MOST):
                some = notes[first : first + _MOST]
                yield _piece(id_, type_, fields, [(note, by_note[note.id]) for note in some])


def _asked(asked: AskedFields, note: AnkiNote, cards: Sequence[AnkiCard]) -> tuple[int, ...]:
    filled = frozenset(number for number, value in enumerate(note.values) if value)
    fields = asked.of(filled, frozenset(card.number for card in cards))
    others = (value for number, value in enumerate(note.values) if number not in fields)
    return fields if sum(map(len, others)) <= _MOST_KEPT else ()


def _piece(
    id_: int, type_: NoteType, asked: tuple[int, ...], notes: list[tuple[AnkiNote, list[AnkiCard]]]
) -> ForeignNotes:
    templates = (type_.templates[number] for number in sorted(type_.templates))
    kept = {note.guid: _kept(note, asked) for note, _ in notes} if asked else {}
    return ForeignNotes(
        id_,
        type_.name,
        type_.fields,
        tuple((one.name, one.front, one.back) for one in templates),
        type_.is_cloze,
        asked,
        {note.guid: _numbered(cards) for note, cards in notes},
        {guid: values for guid, values in kept.items() if any(values)},
    )


def _kept(note: AnkiNote, asked: tuple[int, ...]) -> tuple[str, ...]:
    """What the fields hold, those left out that cards ask."""
    return tuple("" if number in asked else value for number, value in enumerate(note.values))


def _numbered(cards: Sequence[AnkiCard]) -> tuple[str, ...]:
    names = {card.number: str(card.id) for card in cards if 0 <= card.number < _MOST_CARDS}
    return tuple(names.get(number, "") for number in range(max(names, default=-1) + 1))
