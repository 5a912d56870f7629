"""How long answers take: the learner's own times of quick cards, and of each other card."""

from collections.abc import Collection as Several
from collections.abc import Iterable
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import RATING_MS, AnswerTime, AnswerTimes
from flashcards.core.study.queue import Candidate
from flashcards.core.study.session import Session
from flashcards.core.study.time_left import TimeLeft, cards_left
from flashcards.services.collection import Collection
from flashcards.storage.database.engine import Connection, reading
from flashcards.storage.projection.counts import slow_cards
from flashcards.storage.projection.schedules import memories
from flashcards.storage.read_models.time_spent import own_times, recent_durations

_MS_A_MINUTE: Final = 60_000


def answer_time(connection: Connection) -> AnswerTime:
    """What an answer to a quick card takes."""
    return AnswerTime.of(recent_durations(connection))


def answer_times(connection: Connection, cards: Iterable[Candidate]) -> AnswerTimes:
    """The same, and what those of the cards take that are not quick."""
    return answer_times_of(connection, [one.card for one in cards if one.occasion.is_slow])


def answer_times_of(connection: Connection, slow: Several[CardId]) -> AnswerTimes:
    """The same, where the cards that are not quick are known."""
    return AnswerTimes(answer_time(connection), own_times(connection, slow) if slow else {})


def expected_ms(times: AnswerTimes, one: Candidate) -> float:
    """What a card is expected to take today, all its answers together."""
    is_new = one.stability is None
    answers = times.answers(one.occasion, is_new=is_new)
    return answers * times.ms_of(one.card, one.occasion, one.limit_s)


def rating_minutes(connection: Connection, skills: Several[CardId]) -> float:
    """Minutes to rate skills: each its own time, else its limit, else the usual."""
    if not skills:
        return 0.0
    own, limits = own_times(connection, skills), slow_cards(connection, skills)
    taken = (
        own.get(card) or 1_000.0 * (limit_s or 0) or RATING_MS
        for card, (_, limit_s) in limits.items()
    )
    return sum(taken) / _MS_A_MINUTE


def time_left(collection: Collection, session: Session) -> TimeLeft:
    """The learner's own pace, which of the cards are new, and what the slow ones take.

    Where schedules stay as they are, no card has steps: a new one is answered once, too.
    """
    asked = set(cards_left(session))
    with reading(collection.engine) as connection:
        known = memories(connection, asked)  # a card may be put off that was never answered
        seen = {card for card, (stability, _) in known.items() if stability is not None}
        new = frozenset[CardId]() if session.crams else frozenset(asked - seen)
        slow = slow_cards(connection, asked)
        times = answer_times_of(connection, slow)
        own = {card: times.ms_of(card, *limits) for card, limits in slow.items()}
        return TimeLeft(times.usual, new, own, session.foreseen)
