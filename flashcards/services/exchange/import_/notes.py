"""What notes are called in the program that they came from, kept so that they can go back there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flashcards.core.card import CardId
from flashcards.core.log.brought_facts import BroughtNotes
from flashcards.core.log.stamp import FactId
from flashcards.formats.foreign import ForeignHistory, ForeignNotes
from flashcards.services.work import Work
from flashcards.storage.log.brought import notes_by_name


def planned_notes(
    work: Work, histories: Sequence[ForeignHistory], named: Mapping[str, CardId]
) -> Iterator[ForeignNotes]:
    """The notes whose cards are here, and which the log does not know to be just so."""
    known = notes_by_name(work.connection)
    for some in (one for each in histories for one in each.notes):
        notes = {
            name: tuple(named.get(card, CardId("")) for card in cards)
            for name, cards in some.notes.items()
        }
        new = {
            name: cards
            for name, cards in notes.items()
            if any(cards) and not _is_known(known.get(name), some, name, cards)
        }
        if new:
            kept = {name: values for name, values in some.kept.items() if name in new}
            yield replace(some, notes=new, kept=kept)


def notes_facts(work: Work, planned: Sequence[ForeignNotes], act: FactId) -> list[BroughtNotes]:
    """The facts that keep them."""
    return [
        BroughtNotes(
            work.stamp(),
            *(one.type, one.name, one.fields, one.templates, one.is_cloze, one.asked),
            dict(one.notes),
            dict(one.kept),
            part_of=act,
        )
        for one in planned
    ]


def _is_known(
    fact: BroughtNotes | None, said: ForeignNotes, name: str, cards: tuple[str, ...]
) -> bool:
    return (
        fact is not None
        and fact.notes[name] == cards
        and fact.kept.get(name) == said.kept.get(name)
        and (fact.type, fact.fields, fact.templates) == (said.type, said.fields, said.templates)
        and fact.asked == said.asked
    )
