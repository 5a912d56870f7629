"""Answers that were given elsewhere to cards that went there from here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from functools import cache
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.formats.foreign import (
    DeedKind,
    ForeignDeed,
    ForeignReturn,
    ForeignState,
    KnownAs,
)
from flashcards.services.collection import Collection
from flashcards.services.exchange.anki.kept_names import KeptNames, living_now
from flashcards.services.exchange.anki.rows import sent_deeds
from flashcards.services.exchange.import_.decided import decided
from flashcards.services.exchange.import_.history import PlannedHistory, is_aside
from flashcards.services.work import Work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.brought import introduced
from flashcards.storage.log.imports import latest_files
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.cards import ids_that_were, known_card
from flashcards.storage.projection.schedules import last_reviews
from flashcards.storage.read_models.deeds import Did, undone_answers

_NEVER: Final = datetime(1900, 1, 1, tzinfo=timezone.utc)
_KINDS: Final = {
    Did.ANSWERED: DeedKind.ANSWERED,
    Did.CRAMMED: DeedKind.CRAMMED,
    Did.RESET: DeedKind.RESET,
    Did.MOVED: DeedKind.MOVED,
}

Row = tuple[CardId, int, DeedKind, int | None]
"""A row of the review log: its card, its instant in milliseconds, the deed and the grade."""


def known_here(collection: Collection) -> Callable[[str], bool]:
    """Says of an id whether a card of it is here, or was; looked up when it is first asked."""

    @cache
    def every() -> frozenset[str]:
        with reading(collection.engine) as connection:
            return frozenset(ids_that_were(connection))

    return lambda id_: id_ in every()


def known_as(collection: Collection) -> KnownAs:
    """Which of the cards here those are whose notes went to Anki by the names that they had there.

    Not so in a deck that came in from there: what is edited in it comes, too.
    """

    @cache
    def there() -> tuple[KeptNames, frozenset[str]]:
        with reading(collection.engine) as connection:
            sources = {one.source for one in latest_files(connection).values()}
            return KeptNames(connection), frozenset(sources)

    def found(deck: str, note: str, number: int) -> str | None:
        names, sources = there()
        return None if deck in sources else names.card(note, number)

    return found


def with_returned(
    work: Work, planned: PlannedHistory, returned: Sequence[ForeignReturn]
) -> PlannedHistory:
    """What is planned, and what comes back with own cards and is not here yet."""
    if not returned:
        return planned
    cards = _now(work, {CardId(id_) for one in returned for id_ in one.cards.values()})
    there = _rows_here(work)
    new: list[tuple[CardId, ForeignDeed]] = []
    known = 0
    for one in returned:
        for deed in one.history.deeds:
            card = cards.get(CardId(one.cards[deed.card]))
            if card is None:
                continue
            row = _row(card, deed)
            known += row in there
            if row not in there:
                there.add(row)
                new.append((card, deed))
    new.sort(key=lambda pair: (pair[1].at, pair[0]))
    states = _states(work, returned, cards, new)
    told = decided(work, _others(returned, cards, states), are_own=True)
    faces = _faces(work, [*(card for card, _ in new), *states, *told.suspended, *told.buried])
    return replace(
        planned,
        deeds=(*planned.deeds, *new),
        states={**planned.states, **states},
        cards={**planned.cards, **faces},
        known=planned.known + known,
        decided=(*planned.decided, told),
    )


def _now(work: Work, ids: set[CardId]) -> dict[CardId, CardId]:
    """The cards that the ids are now; of a card that is gone, itself where the log knows it."""
    found = living_now(work.connection, ids)
    left = ids - found.keys()
    return found | {id_: id_ for id_ in introduced(work.connection, left)}


def _rows_here(work: Work) -> set[Row]:
    """The rows that these deeds have in Anki, and had before some were taken back."""
    connection = work.connection
    rows: set[Row] = {
        (card, id_, _KINDS[deed.did], deed.rating) for id_, card, deed in sent_deeds(connection)
    }
    on = living_continuations(connection)
    for at_us, card, rating in undone_answers(connection):
        rows.add((on.get(card, card), at_us // 1000, DeedKind.ANSWERED, rating))
    return rows


def _row(card: CardId, deed: ForeignDeed) -> Row:
    grade = None if deed.rating is None else int(deed.rating)
    return card, round(deed.at.timestamp() * 1000), deed.kind, grade


def _states(
    work: Work,
    returned: Sequence[ForeignReturn],
    cards: Mapping[CardId, CardId],
    new: Sequence[tuple[CardId, ForeignDeed]],
) -> dict[CardId, ForeignState]:
    """How cards stand there whose last answer was given there."""
    last = {card: deed.at for card, deed in new if deed.kind is DeedKind.ANSWERED}
    given = last_reviews(work.connection, list(last))
    found: dict[CardId, ForeignState] = {}
    for one in returned:
        for name, state in one.history.states.items():
            card = cards.get(CardId(one.cards[name]))
            if card in last and last[card] > given.get(card, _NEVER) and not state.is_plain:
                found[card] = state
    return found


def _others(
    returned: Sequence[ForeignReturn],
    cards: Mapping[CardId, CardId],
    states: Mapping[CardId, ForeignState],
) -> dict[CardId, ForeignState]:
    """How the other cards stand there."""
    found: dict[CardId, ForeignState] = {}
    for one in returned:
        for name, state in one.history.states.items():
            card = cards.get(CardId(one.cards[name]))
            if card is not None and not is_aside(states.get(card)):
                found.setdefault(card, state)
    return found


def _faces(work: Work, ids: Iterable[CardId]) -> dict[CardId, Card]:
    """The cards that the log does not know yet."""
    wanted = list(dict.fromkeys(ids))
    known = introduced(work.connection, wanted)
    found = (known_card(work.connection, id_) for id_ in wanted if id_ not in known)
    return {one.card.id: one.card for one in found if one is not None}
