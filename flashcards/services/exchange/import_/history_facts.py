"""The facts that bring in a history: each part of its import, so that one undo takes all back."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from flashcards.core.card import Card, CardId
from flashcards.core.decks.sides import sides
from flashcards.core.log.brought_facts import (
    IMPORTED,
    BroughtBurial,
    BroughtCram,
    BroughtParameters,
    BroughtReset,
    BroughtResumption,
    BroughtSuspension,
)
from flashcards.core.log.brought_twice import to_millisecond
from flashcards.core.log.card_facts import DueSet, Introduced, Review
from flashcards.core.log.fact import CardFact
from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import LONGEST_TEXT
from flashcards.core.log.stamp import FactId, Stamp
from flashcards.core.rating import Rating
from flashcards.formats.foreign import DeedKind, ForeignDeed
from flashcards.services.exchange.import_.decided import Decided
from flashcards.services.exchange.import_.history import PlannedHistory
from flashcards.services.work import Work
from flashcards.storage.database.batches import batched
from flashcards.storage.database.bulk import many_facts
from flashcards.storage.database.tables import MICROSECOND
from flashcards.storage.log.acts import came_with
from flashcards.storage.log.brought import introduced, with_facts


def history_facts(work: Work, planned: PlannedHistory, act: FactId) -> Iterator[CardFact]:
    """The facts, each part of the import: faces, what was done in its order, how cards stand."""
    return _facts(work, planned, act, introduced(work.connection, planned.about))


def _facts(
    work: Work, planned: PlannedHistory, act: FactId, faces: Collection[CardId]
) -> Iterator[CardFact]:
    for card in planned.about:
        if card not in faces and card in planned.cards:
            yield _face(work.stamp(), planned.cards[card])
    for card, deed in planned.deeds:
        yield _deed(work.stamp_at(deed.at), card, deed, act)
    for card, state in planned.states.items():
        if state.due_on is not None:
            yield DueSet(_since(work, state.since), card, state.due_on, IMPORTED, act)
        if state.suspended:
            yield BroughtSuspension(_since(work, state.since), card, act)
        if state.buried:
            yield BroughtBurial(_since(work, state.since), card, work.today, act)
    for one in planned.decided:
        yield from _decided_facts(work, one, act)


def append_all(
    work: Work, coming: Iterable[Fact], about: Collection[CardId], count: int
) -> tuple[set[CardId], set[CardId]]:
    """Add about so many facts; their cards, and those with more than one at an instant."""
    cards: set[CardId] = set()
    rivals = with_facts(work.connection, about)
    met: set[tuple[CardId, type[Fact], datetime]] = set()
    with many_facts(work.connection, count):
        for some in batched(coming):
            work.append(some)
            for one in some:
                if isinstance(one, CardFact):
                    cards.add(one.card)
                    told = one.card, type(one), to_millisecond(one.stamp.at)
                    if told in met:
                        rivals.add(one.card)
                    met.add(told)
    return cards, rivals | (cards - set(about))


def _decided_facts(work: Work, told: Decided, act: FactId) -> Iterator[CardFact]:
    for card, at in told.suspended.items():
        yield BroughtSuspension(_since(work, at), card, act)
    for card, at in told.resumed.items():
        yield BroughtResumption(_since(work, at), card, act)
    for card, at in told.buried.items():
        yield BroughtBurial(_since(work, at), card, work.today, act)


def _since(work: Work, at: datetime | None) -> Stamp:
    """The stamp of how a card stands: when it came to, so that two imports tell of one state.

    A moment later, at no whole millisecond: so it is told from the rows of a log.
    """
    if at is None:
        return work.stamp()
    return work.stamp_at(min(at, work.moment.now) + MICROSECOND)


def parameters_fact(work: Work, planned: PlannedHistory, act: FactId) -> list[BroughtParameters]:
    """The fact that brings the parameters into use, if any come."""
    if not planned.parameters:
        return []
    whose = planned.whose[:LONGEST_TEXT]
    return [BroughtParameters(work.stamp(), planned.parameters, part_of=act, whose=whose)]


def _face(stamp: Stamp, card: Card) -> Introduced:
    face = sides(card)
    front, back = face.question[:LONGEST_TEXT], face.answer[:LONGEST_TEXT]
    return Introduced(stamp, card.id, card.kind, front, back)


def _deed(stamp: Stamp, card: CardId, deed: ForeignDeed, act: FactId) -> CardFact:
    rating = deed.rating or Rating.GOOD
    match deed.kind:
        case DeedKind.ANSWERED:
            return Review(
                stamp,
                card,
                rating,
                studied_on=deed.studied_on,
                utc_offset_s=deed.utc_offset_s,
                duration_ms=deed.duration_ms,
                due_on=deed.due_on,
                source=came_with(act),
            )
        case DeedKind.CRAMMED:
            spent = deed.duration_ms
            return BroughtCram(stamp, card, rating, deed.studied_on, None, spent, act)
        case DeedKind.RESET:
            return BroughtReset(stamp, card, act)
        case DeedKind.MOVED:
            return DueSet(stamp, card, deed.due_on or deed.studied_on, IMPORTED, act)
