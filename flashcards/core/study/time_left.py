"""How long the rest of a session is expected to take."""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.session import Session

_MS_A_MINUTE: Final = 60_000


class TimeLeft(NamedTuple):
    """What an answer of the learner takes, and the cards that were new when the session began.

    `slow_ms` has the skills and exercises among them, each with the milliseconds of its own.
    """

    answer: AnswerTime
    new: frozenset[CardId]
    slow_ms: Mapping[CardId, float] = {}

    def minutes(self, session: Session) -> int:
        """Whole minutes, rounded up, for what is left: a new quick card is answered twice."""
        cards = list(cards_left(session))
        slow = [self.slow_ms[card] for card in cards if card in self.slow_ms]
        new = sum(card in self.new and card not in self.slow_ms for card in cards)
        quick = self.answer.minutes_of(len(cards) - len(slow) - new, new)
        return ceil(quick + sum(slow) / _MS_A_MINUTE)


def cards_left(session: Session) -> Iterator[CardId]:
    """The cards that a session has still to ask, the one that is shown too."""
    if session.shown is not None:
        yield session.shown.card
    yield from session.waiting
    yield from (step.card for step in session.learning)
