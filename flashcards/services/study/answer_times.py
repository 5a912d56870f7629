"""How long answers take: the learner's own times of quick cards, and of each other card."""

from collections.abc import Collection, Iterable

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import AnswerTime, AnswerTimes
from flashcards.core.study.queue import Candidate
from flashcards.storage.database.engine import Connection
from flashcards.storage.read_models.time_spent import own_times, recent_durations


def answer_time(connection: Connection) -> AnswerTime:
    """What an answer to a quick card takes."""
    return AnswerTime.of(recent_durations(connection))


def answer_times(connection: Connection, cards: Iterable[Candidate]) -> AnswerTimes:
    """The same, and what those of the cards take that are not quick."""
    return answer_times_of(connection, [one.card for one in cards if one.occasion.is_slow])


def answer_times_of(connection: Connection, slow: Collection[CardId]) -> AnswerTimes:
    """The same, where the cards that are not quick are known."""
    return AnswerTimes(answer_time(connection), own_times(connection, slow) if slow else {})


def expected_ms(times: AnswerTimes, one: Candidate) -> float:
    """What a card is expected to take today, all its answers together."""
    is_new = one.stability is None
    answers = times.answers(one.occasion, is_new=is_new)
    return answers * times.ms_of(one.card, one.occasion, one.limit_s)
