"""What became of cards whose text changed, and their histories led to where they belong."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.core.log import CardFact, Edited, Unlinked
from flashcards.core.match import Happened, Match
from flashcards.core.reconcile import Claim, Face, Pair, faces, matched
from flashcards.services.collection import Collection
from flashcards.services.recording import introduction, reschedule, reschedule_continuations
from flashcards.services.standing import standing
from flashcards.storage import log
from flashcards.storage.cards import living, living_answers
from flashcards.storage.database import Connection
from flashcards.storage.lineage import open_between_living, put_edges
from flashcards.storage.matches import put_matches
from flashcards.storage.schedules import ids_with_schedule

_SHOWN: Final = 500
"""Characters of a question that are kept to be shown: siblings of a long cloze are many."""


@dataclass(slots=True)
class Turnover:
    """Cards that left their file and cards that came into one, gathered file by file."""

    gone: dict[CardId, Face] = field(default_factory=dict)
    come: dict[CardId, Face] = field(default_factory=dict)
    cards: dict[CardId, Card] = field(default_factory=dict)

    def note(self, before: Sequence[Card], after: Sequence[Card]) -> None:
        """Compare a file's cards as they were with what they are."""
        were, are = {card.id for card in before}, {card.id for card in after}
        if were == are:
            return
        self.gone |= {face.id: face for face in faces(before) if face.id not in are}
        fresh = {face.id: face for face in faces(after) if face.id not in were}
        self.come |= {id_: face for id_, face in fresh.items() if id_ not in self.come}
        self.cards |= {card.id: card for card in after if card.id in fresh}


def reconcile(
    connection: Connection, collection: Collection, now: datetime, turnover: Turnover
) -> tuple[Match, ...]:
    """Match what vanished with what is new, and write down what follows for their histories."""
    moved = turnover.gone.keys() & turnover.come.keys()
    vanished_ids = turnover.gone.keys() - moved
    vanished_ids -= living(connection, vanished_ids)
    vanished = [face for id_, face in turnover.gone.items() if id_ in vanished_ids]
    new = [face for id_, face in turnover.come.items() if id_ not in moved]
    pairs = _pairs(connection, vanished, new)
    _link(connection, collection, now, [(p.old.id, turnover.cards[p.new.id]) for p in pairs])
    separate_living(connection, collection, now)
    moved_faces = [face for id_, face in turnover.come.items() if id_ in moved]
    with_history = ids_with_schedule(connection, {face.id for face in [*vanished, *new]})
    found = [_match(Happened.MOVED, face) for face in moved_faces]
    found += _new_matches(new, pairs, with_history)
    found += _orphans(vanished, pairs, with_history)
    put_matches(connection, found)
    return tuple(found)


def separate_living(connection: Connection, collection: Collection, now: datetime) -> None:
    """Close the open edges between cards that both live: from here on each has its own history."""
    stamps = log.stamps(connection, now)
    for edge in open_between_living(connection):
        fact = Unlinked(next(stamps), edge.new, edge.old)
        write_about_edge(connection, collection, edge.new, [fact])


def _pairs(connection: Connection, vanished: list[Face], new: list[Face]) -> list[Pair]:
    if not vanished or not new:
        return []
    answers = {face.answer for face in new}
    taken = living_answers(connection, answers, {face.id for face in new})
    return matched(vanished, new, taken, _similar)


def _similar(vanished: Sequence[Face], new: Sequence[Face]) -> Iterator[Claim]:
    from flashcards.core.similarity import similar

    return similar(vanished, new)


def _link(
    connection: Connection,
    collection: Collection,
    now: datetime,
    became: Sequence[tuple[CardId, Card]],
) -> None:
    """Write an `Edited` for each old id that has a history, or a mock asked, and what it became."""
    if not became:
        return
    asked = {one.card for mock in standing(connection).mocks for one in mock.questions}
    seen = ids_with_schedule(connection, {old for old, _ in became}) | asked
    stamps = log.stamps(connection, now)
    for old, card in became:
        if old in seen:
            introduced = introduction(connection, card, stamps)
            edited = Edited(next(stamps), card.id, old)
            write_about_edge(connection, collection, card.id, [*introduced, edited])


def write_about_edge(
    connection: Connection, collection: Collection, card: CardId, facts: Sequence[CardFact]
) -> None:
    """Append facts of a card, the last about an edge; edge and schedules are brought up to them."""
    log.append(connection, facts)
    put_edges(connection, log.facts_of(connection, card))
    reschedule(connection, collection, card)
    reschedule_continuations(connection, collection, card)


def _new_matches(
    new: Sequence[Face], pairs: Sequence[Pair], with_history: Container[CardId]
) -> Iterator[Match]:
    old_of = {pair.new.id: pair.old.id for pair in pairs}
    for face in new:
        if face.id in old_of:
            yield _match(Happened.EDITED, face, old_of[face.id])
        else:
            yield _match(Happened.BACK if face.id in with_history else Happened.NEW, face)


def _orphans(
    vanished: Sequence[Face], pairs: Sequence[Pair], with_history: Container[CardId]
) -> Iterator[Match]:
    became_new = {pair.old.id for pair in pairs}
    for face in vanished:
        if face.id in with_history and face.id not in became_new:
            yield _match(Happened.ORPHAN, face)


def _match(happened: Happened, face: Face, old: CardId | None = None) -> Match:
    return Match(happened, face.id, face.source, face.question[:_SHOWN], old)
