"""Cards that came from Anki: which note of it each is, and whether its text is another now."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.log.brought_facts import BroughtNotes
from flashcards.core.log.card_facts import Edited
from flashcards.formats.anki.own_notes import OwnTypes, SentType
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import log
from flashcards.storage.log.brought import notes_by_name
from flashcards.storage.log.lineage import living_continuation, living_continuations
from flashcards.storage.projection.cards import living
from flashcards.storage.projection.unsettled import became_without_fact

_OWN: Final = frozenset(one.value.id for one in OwnTypes)


class KeptName(NamedTuple):
    """A note's name in Anki, and a card's number in it; None where the card is new to the note.

    `edited_at` is when the card's text became another, None where it is as it came.
    """

    note: str
    number: int
    edited_at: datetime | None = None


class KeptNames:
    """The names of all living cards that came from Anki, and the types of their notes."""

    def __init__(self, connection: Connection) -> None:
        self._facts = notes_by_name(connection)
        told = {id_ for fact in self._facts.values() for ids in fact.notes.values() for id_ in ids}
        self._now = living_now(connection, {CardId(id_) for id_ in told if id_})
        edited = _edited(connection) if any(old != new for old, new in self._now.items()) else {}
        self._types = {fact.type: fact for fact in self._facts.values()}
        self._names: dict[CardId, KeptName] = {}
        for name, fact in self._facts.items():
            for number, id_ in enumerate(fact.notes[name]):
                old = CardId(id_)
                if (now := self._now.get(old)) is not None:
                    at = None if now == old else edited.get(now)
                    self._names.setdefault(now, KeptName(name, number, at))

    def of(self, card: CardId) -> KeptName | None:
        """The name of a living card's note."""
        return self._names.get(card)

    def card(self, note: str, number: int) -> CardId | None:
        """The living card that one of a note's cards is now."""
        fact = self._facts.get(note)
        ids = () if fact is None else fact.notes[note]
        return self._now.get(CardId(ids[number])) if 0 <= number < len(ids) else None

    def fields(self, note: str) -> tuple[str, ...]:
        """What a note's fields hold, nothing in those that its cards ask."""
        fact = self._facts[note]
        return fact.kept.get(note) or ("",) * len(fact.fields)

    def asked(self, note: str) -> tuple[int, ...]:
        """The fields that its cards ask; none where they cannot be written."""
        fact = self._facts[note]
        latest = self._types[fact.type]
        is_so = (fact.fields, fact.templates) == (latest.fields, latest.templates)
        return fact.asked if is_so and _is_writable(fact, self.fields(note)) else ()

    def type(self, note: str) -> SentType:
        """The note's type, as it is in Anki."""
        fact = self._facts[note]
        said = fact.type, fact.name, fact.fields, fact.templates, fact.is_cloze
        return SentType(*said, is_kept=True)


def living_now(connection: Connection, ids: Iterable[CardId]) -> dict[CardId, CardId]:
    """The living cards that ids are now, of those that are any."""
    asked = set(ids)
    found = {id_: id_ for id_ in living(connection, asked)}
    gone = asked - found.keys()
    on = living_continuations(connection) if gone else {}
    for id_ in gone:
        if (now := on.get(id_) or living_continuation(connection, id_)) is not None:
            found[id_] = now
    return found


def _edited(connection: Connection) -> Mapping[CardId, datetime]:
    """When texts became what they are."""
    found = {new: at for _, new, at in became_without_fact(connection)}
    for fact in log.facts_about_edges(connection):
        if isinstance(fact, Edited):
            at = fact.stamp.at
            found[fact.card] = max(at, found.get(fact.card, at))
    return found


def _is_writable(fact: BroughtNotes, values: tuple[str, ...]) -> bool:
    """Whether a note of that type can be written: whoever told of it may have told nonsense."""
    names = fact.fields, [name for name, *_ in fact.templates]
    is_apart = all(len({one.casefold() for one in some}) == len(some) > 0 for some in names)
    is_within = all(number < len(fact.fields) for number in fact.asked)
    return is_apart and is_within and len(values) == len(fact.fields) and fact.type not in _OWN
