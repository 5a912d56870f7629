"""What became of cards whose text changed, and their histories led to where they belong."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.core.decks.matching.match import Happened, Match
from flashcards.core.decks.matching.face import MatchFace, faces
from flashcards.core.decks.matching.reconcile import Beside, Claim, Pair, matched
from flashcards.core.log.card_facts import Edited, Unlinked
from flashcards.core.log.fact import CardFact
from flashcards.services.log.append import introduction
from flashcards.services.log.reschedule import reschedule, reschedule_continuations
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import log
from flashcards.storage.log.lineage import open_between_living, put_edges
from flashcards.storage.projection.cards import living, living_answers
from flashcards.storage.projection.matches import put_matches
from flashcards.storage.projection.schedules import ids_with_schedule

_SHOWN: Final = 500
"""Characters of a question that are kept to be shown: siblings of a long cloze are many."""


@dataclass(slots=True)
class Turnover:
    """Cards that left their file and cards that came into one, gathered file by file."""

    gone: dict[CardId, MatchFace] = field(default_factory=dict)
    come: dict[CardId, MatchFace] = field(default_factory=dict)
    cards: dict[CardId, Card] = field(default_factory=dict)
    same_texts: set[str] = field(default_factory=set)

    def note(
        self, before: Sequence[Card], after: Sequence[Card], *, is_same_text: bool = False
    ) -> None:
        """Compare a file's cards as they were with what they are.

        With the same text they were read by another rule.
        """
        were, are = {card.id for card in before}, {card.id for card in after}
        if were == are:
            return
        if is_same_text:
            self.same_texts |= {card.source.file for card in before}
        self.gone |= {face.id: face for face in faces(before) if face.id not in are}
        fresh = {face.id: face for face in faces(after) if face.id not in were}
        self.come |= {id_: face for id_, face in fresh.items() if id_ not in self.come}
        self.cards |= {card.id: card for card in after if card.id in fresh}


def reconcile(work: Work, turnover: Turnover) -> tuple[Match, ...]:
    """Match what vanished with what is new, and write down what follows for their histories."""
    connection = work.connection
    moved = turnover.gone.keys() & turnover.come.keys()
    vanished_ids = turnover.gone.keys() - moved
    vanished_ids -= living(connection, vanished_ids)
    vanished = [face for id_, face in turnover.gone.items() if id_ in vanished_ids]
    new = [face for id_, face in turnover.come.items() if id_ not in moved]
    pairs = _pairs(connection, vanished, new, turnover.same_texts)
    _link(work, [(p.old.id, turnover.cards[p.new.id]) for p in pairs])
    separate_living(work)
    moved_faces = [face for id_, face in turnover.come.items() if id_ in moved]
    with_history = ids_with_schedule(connection, {face.id for face in [*vanished, *new]})
    found = [_match(Happened.MOVED, face) for face in moved_faces]
    found += _new_matches(new, pairs, with_history)
    found += _orphans(vanished, pairs, with_history)
    put_matches(connection, found)
    return tuple(found)


def separate_living(work: Work) -> None:
    """Close the open edges between cards that both live: from here on each has its own history."""
    for edge in open_between_living(work.connection):
        write_about_edge(work, edge.new, [Unlinked(work.stamp(), edge.new, edge.old)])


def _pairs(
    connection: Connection,
    vanished: list[MatchFace],
    new: list[MatchFace],
    same_texts: Collection[str],
) -> list[Pair]:
    if not vanished or not new:
        return []
    answers = {face.answer for face in new}
    taken = living_answers(connection, answers, {face.id for face in new})
    return matched(vanished, new, taken, _similar, Beside(same_texts))


def _similar(vanished: Sequence[MatchFace], new: Sequence[MatchFace]) -> Iterator[Claim]:
    from flashcards.core.decks.matching.similarity import similar

    return similar(vanished, new)


def _link(work: Work, became: Sequence[tuple[CardId, Card]]) -> None:
    """Write an `Edited` for each old id that has a history, or a mock asked, and what it became."""
    if not became:
        return
    asked = {one.card for mock in work.standing.mocks for one in mock.questions}
    seen = ids_with_schedule(work.connection, {old for old, _ in became}) | asked
    for old, card in became:
        if old in seen:
            introduced = introduction(work, card)
            edited = Edited(work.stamp(), card.id, old)
            write_about_edge(work, card.id, [*introduced, edited])


def write_about_edge(work: Work, card: CardId, facts: Sequence[CardFact]) -> None:
    """Append facts of a card, the last about an edge; edge and schedules are brought up to them."""
    work.append(facts)
    put_edges(work.connection, log.facts_of(work.connection, card))
    reschedule(work, card)
    reschedule_continuations(work, card)


def _new_matches(
    new: Sequence[MatchFace], pairs: Sequence[Pair], with_history: Container[CardId]
) -> Iterator[Match]:
    old_of = {pair.new.id: pair.old.id for pair in pairs}
    for face in new:
        if face.id in old_of:
            yield _match(Happened.EDITED, face, old_of[face.id])
        else:
            yield _match(Happened.BACK if face.id in with_history else Happened.NEW, face)


def _orphans(
    vanished: Sequence[MatchFace], pairs: Sequence[Pair], with_history: Container[CardId]
) -> Iterator[Match]:
    became_new = {pair.old.id for pair in pairs}
    for face in vanished:
        if face.id in with_history and face.id not in became_new:
            yield _match(Happened.ORPHAN, face)


def _match(happened: Happened, face: MatchFace, old: CardId | None = None) -> Match:
    return Match(happened, face.id, face.source, face.question[:_SHOWN], old)
