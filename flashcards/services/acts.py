"""Suspending, resuming and burying a card."""

from collections.abc import Callable

from flashcards.core.card import CardId
from flashcards.core.log import Buried, CardFact, FactId, Resumed, Stamp, Suspended
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.recording import card_named, introduction, record
from flashcards.storage import log
from flashcards.storage.database import writing


def suspend(collection: Collection, moment: Moment, card: CardId) -> FactId:
    """Ask the card no more until it is resumed."""
    return _act(collection, moment, card, lambda stamp: Suspended(stamp, card))


def resume(collection: Collection, moment: Moment, card: CardId) -> FactId:
    """Ask a suspended or buried card again."""
    return _act(collection, moment, card, lambda stamp: Resumed(stamp, card))


def bury(collection: Collection, moment: Moment, card: CardId) -> FactId:
    """Put the card off until the next study day."""
    today = collection.today(moment)
    return _act(collection, moment, card, lambda stamp: Buried(stamp, card, today))


def _act(
    collection: Collection, moment: Moment, card: CardId, fact_with: Callable[[Stamp], CardFact]
) -> FactId:
    with writing(collection.engine) as connection:
        known = card_named(connection, card)
        stamps = log.stamps(connection, moment.now)
        introduced = introduction(connection, known.card, stamps)
        fact = fact_with(next(stamps))
        record(connection, collection, card, [*introduced, fact])
        return fact.stamp.id
