"""Suspending, resuming, burying and resetting a card, and setting due days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from flashcards.core.card import CardId, Occasion
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Buried, Reset, Resumed, Suspended
from flashcards.core.log.collection_facts import Together
from flashcards.core.log.fact import CardFact
from flashcards.core.log.record import kind_of
from flashcards.core.log.stamp import FactId, Stamp
from flashcards.core.schedule import Schedule, State
from flashcards.core.scheduling.load_balancing import FARTHEST_DAYS
from flashcards.core.selection import those_selected
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NotInReview
from flashcards.errors.days import DayGone, DayTooFar
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named, introduction
from flashcards.services.log.reschedule import Moves, move, reschedule_many
from flashcards.services.progress import unheard
from flashcards.services.work import reading_work, writing_work

_WHY: Final = "set-due"
_SHORT: Final = 8
_STANDING: Final = {
    State.NEW: "new",
    State.LEARNING: "still being learnt",
    State.RELEARNING: "being learnt again",
}


def suspend(collection: Collection, moment: Moment, *cards: CardId) -> FactId:
    """Ask the cards no more until they are resumed; the first fact of the act."""
    return _act(collection, moment, cards, Suspended)


def resume(collection: Collection, moment: Moment, *cards: CardId) -> FactId:
    """Ask suspended or buried cards again; the first fact of the act."""
    return _act(collection, moment, cards, Resumed)


def bury(collection: Collection, moment: Moment, *cards: CardId) -> FactId:
    """Put the cards off until the next study day; the first fact of the act."""
    today = collection.today(moment)
    return _act(collection, moment, cards, lambda stamp, card: Buried(stamp, card, today))


def reset(collection: Collection, moment: Moment, *cards: CardId) -> FactId:
    """Let the cards begin anew, their history stays in the log; the first fact of the act."""
    return _act(collection, moment, cards, Reset)


def changed_by(
    act: Callable[..., FactId], cards: Iterable[KnownCard], today: date
) -> list[KnownCard]:
    """Those of the cards of which the act changes anything; the others are so already."""
    is_so = _ALREADY[act]
    return [known for known in cards if not is_so(known.schedule, today)]


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


def date_that_decides(
    collection: Collection, moment: Moment, cards: Iterable[CardId]
) -> date | None:
    """The next date ahead whose plan decides when one of the cards is asked; None without one."""
    with reading_work(collection, moment) as work:
        named = (card_named(work.connection, card) for card in cards)
        known = [one for one in named if one.occasion is Occasion.QUICK]
        dates = work.decisions.deadlines
        return min(
            (
                one.on
                for one in dates
                if one.on >= work.today and any(those_selected(one.selection, known))
            ),
            default=None,
        )


def _act(
    collection: Collection,
    moment: Moment,
    cards: Sequence[CardId],
    made: Callable[[Stamp, CardId], CardFact],
) -> FactId:
    """The same to each card, in one transaction, and taken back as one."""
    with writing_work(collection, moment) as work:
        known = [card_named(work.connection, card) for card in dict.fromkeys(cards)]
        head = work.stamp()
        introduced = [fact for one in known for fact in introduction(work, one.card)]
        facts = [made(work.stamp(), one.card.id) for one in known]
        several = [Together(head, kind_of(facts[0]), facts[-1].stamp.clock)] if facts[1:] else []
        work.append([*several, *introduced, *facts])
        reschedule_many(work, [one.card.id for one in known], unheard)
        return (several or facts)[0].stamp.id


def _is_asked(schedule: Schedule, today: date) -> bool:
    is_buried = schedule.buried_on is not None and schedule.buried_on >= today
    return not schedule.suspended and not is_buried


_ALREADY: Final[Mapping[Callable[..., FactId], Callable[[Schedule, date], bool]]] = {
    suspend: lambda schedule, _: schedule.suspended,
    resume: _is_asked,
    bury: lambda schedule, today: schedule.buried_on == today,
    reset: lambda schedule, _: (
        schedule == Schedule(suspended=schedule.suspended, buried_on=schedule.buried_on)
    ),
}
"""Whether a card is so already as an act would have it."""
