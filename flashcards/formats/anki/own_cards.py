"""Cards of flash's own in a collection of Anki's: their answers come back, their texts stay."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flashcards.core.card import CardId
from flashcards.formats.anki.collection import AnkiCollection, AnkiNote
from flashcards.formats.anki.decks import deck_key
from flashcards.formats.anki.own_notes import OWN_FIELD, PLACE_FIELD, own_ids
from flashcards.formats.foreign import ForeignHistory, ForeignReturn, Wishes

_BESIDE: Final = " from Anki"


def own_cards(collection: AnkiCollection, wishes: Wishes) -> dict[int, CardId]:
    """The ids of the cards that came from this collection, by Anki's ids."""
    if wishes.is_known is None:
        return {}
    notes: dict[int, Mapping[int, CardId]] = {}
    for note in collection.notes.values():
        type_ = collection.note_types.get(note.type)
        if type_ is not None and (found := own_ids(type_.fields, note.values)):
            notes[note.id] = found
    own: dict[int, CardId] = {}
    for card in collection.cards:
        id_ = notes.get(card.note, {}).get(card.number)
        if id_ is not None and wishes.is_known(id_):
            own[card.id] = id_
        elif wishes.known_as is not None and (named := collection.notes.get(card.note)):
            known = wishes.known_as(deck_key(card.home), named.guid, card.number)
            if known is not None:
                own[card.id] = CardId(known)
    return own


def without_own(collection: AnkiCollection, own: Mapping[int, CardId]) -> AnkiCollection:
    """The other cards: those of another collection of flash's as what they ask.

    Where they are in one deck with own ones, the deck is called otherwise: flash has it already.
    """
    others = tuple(card for card in collection.cards if card.id not in own)
    homes = {card.home for card in collection.cards if card.id in own}
    decks = {
        id_: replace(deck, name=f"{deck.name}{_BESIDE}") if id_ in homes else deck
        for id_, deck in collection.decks.items()
    }
    notes = {id_: _bare(collection, note) for id_, note in collection.notes.items()}
    return replace(collection, cards=others, decks=decks, notes=notes)


def parted(
    history: ForeignHistory, own: Mapping[int, CardId]
) -> tuple[ForeignHistory, ForeignReturn]:
    """The history of the other cards, and that of the own ones."""
    cards = {str(name): id_ for name, id_ in own.items()}
    returned = ForeignHistory(
        tuple(deed for deed in history.deeds if deed.card in cards),
        {name: state for name, state in history.states.items() if name in cards},
    )
    others = replace(
        history,
        deeds=tuple(deed for deed in history.deeds if deed.card not in cards),
        states={name: state for name, state in history.states.items() if name not in cards},
    )
    return others, ForeignReturn(cards, returned)


def _bare(collection: AnkiCollection, note: AnkiNote) -> AnkiNote:
    """A note of flash's without what is no part of its cards' texts."""
    type_ = collection.note_types.get(note.type)
    if type_ is None or type_.fields[-1:] != (OWN_FIELD,):
        return note
    fields = zip(type_.fields, note.values, strict=False)
    values = tuple("" if name in {OWN_FIELD, PLACE_FIELD} else said for name, said in fields)
    return note._replace(values=values)
