"""What a session came to: how much was recalled, what was hard, and what tomorrow brings."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.stamp import FactId
from flashcards.core.statistics.days import streak
from flashcards.core.study.session import Session
from flashcards.core.study.session_end import (
    AnswersToCard,
    RecallOfSession,
    answered,
    hardest,
    recall_of,
)
from flashcards.core.study_day import Moment, study_day_start
from flashcards.services.collection import Collection
from flashcards.services.statistics.free_days import free_days
from flashcards.services.study.due import Due, due_within
from flashcards.services.work import Work, reading_work
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.log.log import history_of
from flashcards.storage.projection.cards import known_card
from flashcards.storage.read_models.session_answers import answers_by_card, studied_days

if TYPE_CHECKING:
    from flashcards.core.card import CardId

_DAY = timedelta(days=1)
_MS_A_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class HardInSession:
    """A card that was hard in a session: so many times Again, so many times Hard."""

    known: KnownCard
    again: int
    hard: int


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """What the answers of a session came to, practice aside; times in whole minutes, rounded up.

    `recall` is None where no card was in review; `hard` are the hardest cards; `streak` the study
    days in a row, today included. Of the next study day: `due_tomorrow` are the cards that it asks
    again, what is left of today among them, and `new_tomorrow` those that it asks first.
    """

    answers: int
    cards: int
    minutes: int
    recall: RecallOfSession | None
    hard: tuple[HardInSession, ...]
    streak: int
    due_tomorrow: int
    new_tomorrow: int
    minutes_tomorrow: int


def session_end(collection: Collection, moment: Moment, session: Session) -> SessionEnd:
    """What a session came to, as the log has it: what was undone is no part of it."""
    own = [fact for some in session.own for fact in some]
    with reading_work(collection, moment) as work:
        found = list(_answered(work, own))
        hard = [(known_card(work.connection, one.card), one) for one in hardest(found)]
        days = studied_days(work.connection)
        free = free_days(work, days)
        tomorrow = _tomorrow(work)
    return SessionEnd(
        answers=sum(one.answers for one in found),
        cards=len(found),
        minutes=ceil(sum(one.ms for one in found) / _MS_A_MINUTE),
        recall=recall_of(found),
        hard=tuple(HardInSession(known, one.again, one.hard) for known, one in hard if known),
        streak=streak(days, work.today, free).current,
        due_tomorrow=tomorrow.reviews + tomorrow.learning,
        new_tomorrow=tomorrow.new_allowed,
        minutes_tomorrow=tomorrow.minutes,
    )


def _tomorrow(work: Work) -> Due:
    """What the next study day will say of itself if nothing more is answered before."""
    collection, zone = work.collection, work.moment.zone
    begins = study_day_start(work.today + _DAY, zone, collection.settings.rollover_hour)
    return due_within(Work(work.connection, collection, Moment(begins, zone)))


def _answered(work: Work, own: list[FactId]) -> Iterator[AnswersToCard]:
    """The cards answered, each under the id that its text has now."""
    by_card: dict[CardId, list[FactId]] = {}
    for card, given in answers_by_card(work.connection, own).items():
        now = living_continuation(work.connection, card) or card
        by_card.setdefault(now, []).extend(given)
    for card, given in by_card.items():
        known = known_card(work.connection, card)
        if known is not None:
            facts = history_of(work.connection, card)
            yield answered(card, facts, given, work.policy(known.overrides), known.limit_s)
