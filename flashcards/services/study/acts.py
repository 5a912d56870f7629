"""Suspending, resuming, burying and resetting a card, and setting due days."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Buried, Reset, Resumed, Suspended
from flashcards.core.log.fact import CardFact
from flashcards.core.log.stamp import FactId, Stamp
from flashcards.core.schedule import State
from flashcards.core.scheduling.load_balancing import FARTHEST_DAYS
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NotInReview
from flashcards.errors.days import DayGone, DayTooFar
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named, introduction, record
from flashcards.services.log.reschedule import Moves, move
from flashcards.services.work import writing_work

_WHY: Final = "set-due"
_SHORT: Final = 8
_STANDING: Final = {
    State.NEW: "new",
    State.LEARNING: "still being learnt",
    State.RELEARNING: "being learnt again",
}


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


def reset(collection: Collection, moment: Moment, card: CardId) -> FactId:
    """Let the card begin anew; its history stays in the log."""
    return _act(collection, moment, card, lambda stamp: Reset(stamp, card))


def set_due(collection: Collection, moment: Moment, cards: Iterable[CardId], day: date) -> int:
    """Set the due day of cards in review, in one act; how many cards.

    Raises `DayGone`, `DayTooFar` and `NotInReview`, and then sets none.
    """
    ahead_days = (day - collection.today(moment)).days
    if ahead_days < 0:
        raise DayGone(day.isoformat())
    if ahead_days > FARTHEST_DAYS:
        raise DayTooFar(day.isoformat(), FARTHEST_DAYS)
    days = dict.fromkeys(cards, day)
    with writing_work(collection, moment) as work:
        for card in days:
            schedule = card_named(work.connection, card).schedule
            if schedule.state is not State.REVIEW:
                raise NotInReview(card[:_SHORT], _STANDING[schedule.state])
        move(work, Moves(days, _WHY))
    return len(days)


def _act(
    collection: Collection, moment: Moment, card: CardId, fact_with: Callable[[Stamp], CardFact]
) -> FactId:
    with writing_work(collection, moment) as work:
        known = card_named(work.connection, card)
        introduced = introduction(work, known.card)
        fact = fact_with(work.stamp())
        record(work, card, [*introduced, fact])
        return fact.stamp.id
