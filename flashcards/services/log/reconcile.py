"""What became of cards whose text changed, and their histories led to where they belong."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.core.decks.matching.face import MatchFace, faces
from flashcards.core.decks.matching.match import Happened, Match
from flashcards.core.decks.matching.reconcile import Claim, Pair, matched
from flashcards.core.log.card_facts import AboutEdge, Edited, Unlinked
from flashcards.core.log.fact import CardFact
from flashcards.services.log.append import card_named, introduction
from flashcards.services.log.candidates import RECENT, Candidates, candidates
from flashcards.services.log.reschedule import reschedule, reschedule_continuations
from flashcards.services.work import Work
from flashcards.storage.log import log
from flashcards.storage.log.lineage import (
    beside,
    ends_of,
    living_continuation,
    on_edges,
    open_between_living,
    put_edges,
    sources_of,
)
from flashcards.storage.projection.cards import living
from flashcards.storage.projection.further_places import takers
from flashcards.storage.projection.matches import put_matches
from flashcards.storage.projection.schedules import ids_with_schedule
from flashcards.storage.projection.unsettled import (
    Unsettled,
    drop_unsettled,
    prune_unsettled,
    put_unsettled,
)

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


def reconcile(
    work: Work, turnover: Turnover, brought: Collection[CardId] = ()
) -> tuple[Match, ...]:
    """Match what vanished with what is new, and write down what follows for their histories.

    What earlier readings left over is matched by the same rules, and so are orphans whose history
    was `brought` from elsewhere.
    """
    connection = work.connection
    moved = turnover.gone.keys() & turnover.come.keys()
    vanished_ids = turnover.gone.keys() - moved
    vanished_ids -= living(connection, vanished_ids)
    vanished = [face for id_, face in turnover.gone.items() if id_ in vanished_ids]
    come = [face for id_, face in turnover.come.items() if id_ not in moved]
    taken = takers(connection, [face.id for face in come])
    new = [face for face in come if (face.id, face.source.file) not in taken]
    drop_unsettled(connection, turnover.come)
    drop_unsettled(connection, vanished_ids)
    found = candidates(work, vanished, new, turnover.same_texts, brought)
    back = _turn_back(work, found)
    pairs = _with_became(work, found, _pairs(found, back))
    linked = _link(work, [(p.old.id, _card(work, turnover, p.new.id)) for p in pairs])
    linked |= {pair.old.id for pair in back}
    pairs += back
    separate_living(work)
    _keep_unsettled(work, found, pairs, linked)
    moved_faces = [face for id_, face in turnover.come.items() if id_ in moved]
    told = [_match(Happened.MOVED, face) for face in moved_faces]
    told += _new_matches(new, pairs, found.seen)
    told += _orphans(vanished, pairs, found.seen)
    if told or turnover.gone or turnover.come:
        put_matches(connection, told)
    return tuple(told)


def separate_living(work: Work) -> None:
    """Close the open edges between cards that both live: from here on each has its own history."""
    for edge in open_between_living(work.connection):
        write_about_edge(work, edge.new, [Unlinked(work.stamp(), edge.new, edge.old)])


def _pairs(found: Candidates, back: Sequence[Pair]) -> list[Pair]:
    new = [face for face in found.new if not face.has_history]
    turned = {pair.old.id for pair in back}
    vanished = [face for face in found.vanished if face.id not in turned]
    if not vanished or not new:
        return []
    pairs = matched(vanished, new, found.beside.answers, _similar, found.beside)
    # What has no history and went before is there so that nobody else takes what it became.
    return [pair for pair in pairs if pair.old.is_now or pair.old.id in found.seen]


def _with_became(work: Work, found: Candidates, pairs: list[Pair]) -> list[Pair]:
    """The pairs, and those that were matched before the old one was answered, elsewhere."""
    if not found.became:
        return pairs
    before = [
        Pair(face, replace(face, id=new, digest=new))
        for face in found.vanished
        if face.id in found.became
        and (new := living_continuation(work.connection, face.id)) is not None
    ]
    told = {pair.old.id for pair in before}
    return [*(pair for pair in pairs if pair.old.id not in told), *before]


def _card(work: Work, turnover: Turnover, card: CardId) -> Card:
    return turnover.cards.get(card) or card_named(work.connection, card).card


def _turn_back(work: Work, found: Candidates) -> list[Pair]:
    """Lead what became of an earlier text, and is gone, back to that text, which is there again.

    The pairs of them that went just now.
    """
    gone = {face.id: face for face in found.vanished if face.is_now}
    pairs: list[Pair] = []
    known = [face.id for face in found.new if face.has_history]
    linked = on_edges(work.connection, known)
    for face in found.new:
        if face.id in linked:
            for last in ends_of(work.connection, face.id):
                write_about_edge(work, face.id, [Edited(work.stamp(), face.id, last)])
            into = sources_of(work.connection, face.id)
            pairs += [Pair(gone[old], face) for old in sorted(into & gone.keys())]
    return pairs


def _keep_unsettled(
    work: Work, found: Candidates, pairs: Sequence[Pair], linked: Collection[CardId]
) -> None:
    """Write down what is left for later readings to match."""
    connection, now = work.connection, work.moment.now
    became = {pair.old.id: pair.new.id for pair in pairs}
    gone = [face for face in found.vanished if face.is_now and face.id not in linked]
    put_unsettled(
        connection, (Unsettled(face, now, became.get(face.id)) for face in gone), gone=True
    )
    matched_ids = set(became.values())
    come = [face for face in found.new if face.is_now and not face.has_history]
    left = (Unsettled(face, now) for face in come if face.id not in matched_ids)
    put_unsettled(connection, left, gone=False)
    drop_unsettled(connection, [*linked, *matched_ids])
    prune_unsettled(connection, now - RECENT)


def _similar(vanished: Sequence[MatchFace], new: Sequence[MatchFace]) -> Iterator[Claim]:
    from flashcards.core.decks.matching.similarity import similar

    return similar(vanished, new)


def _link(work: Work, became: Sequence[tuple[CardId, Card]]) -> set[CardId]:
    """Write an `Edited` for each old id that has a history, or a mock asked; which those are."""
    if not became:
        return set()
    asked = {one.card for mock in work.standing.mocks for one in mock.questions}
    seen = ids_with_schedule(work.connection, {old for old, _ in became}) | asked
    for old, card in became:
        if old in seen:
            introduced = introduction(work, card)
            edited = Edited(work.stamp(), card.id, old)
            write_about_edge(work, card.id, [*introduced, edited])
    return {old for old, _ in became if old in seen}


def write_about_edge(work: Work, card: CardId, facts: Sequence[CardFact]) -> None:
    """Append facts of a card, the last about an edge; edge and schedules are brought up to them."""
    work.append(facts)
    put_edges(work.connection, log.facts_of(work.connection, card))
    reschedule(work, card)
    reschedule_continuations(work, card)
    others = beside(work.connection, (fact.old for fact in facts if isinstance(fact, AboutEdge)))
    for other in sorted(others - {card}):
        reschedule(work, other)
        reschedule_continuations(work, other)


def _new_matches(
    new: Sequence[MatchFace], pairs: Sequence[Pair], with_history: Container[CardId]
) -> Iterator[Match]:
    old_of = {pair.new.id: pair.old.id for pair in pairs}
    here = {face.id for face in new}
    for pair in pairs:
        if pair.new.id not in here:
            yield _match(Happened.EDITED, pair.new, pair.old.id)
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
