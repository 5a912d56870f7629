"""How long what is still to be asked is expected to take, of a day and of a session."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.session import Session

_MS_A_MINUTE: Final = 60_000
_LEAST_MINUTES: Final = 0.1


class TimeLeft(NamedTuple):
    """What an answer of the learner takes, and the cards that were new when the session began.

    `slow_ms` has the skills and exercises among them, each with the milliseconds of its own;
    `foreseen_ms` what dates foresee of the cards that they ask.
    """

    answer: AnswerTime
    new: frozenset[CardId]
    slow_ms: Mapping[CardId, float] = {}
    foreseen_ms: Mapping[CardId, float] = {}

    def minutes_of(self, cards: Iterable[CardId]) -> float:
        """What asking the cards takes: in tenths, at least one where anything is asked."""
        minutes = sum(map(self._ms_of, cards)) / _MS_A_MINUTE
        return max(_LEAST_MINUTES, round(minutes, 1)) if minutes else 0.0

    def minutes(self, session: Session) -> int:
        """Whole minutes, rounded up, for what is left of a session."""
        return ceil(self.minutes_of(cards_left(session)))

    def _ms_of(self, card: CardId) -> float:
        """What dates foresee, a slow card's own time, or the usual: a new card is answered twice.

        An exercise and a skill are answered once.
        """
        known_ms = self.foreseen_ms.get(card, self.slow_ms.get(card))
        if known_ms is not None:
            return known_ms
        return self.answer.minutes_of(*((0, 1) if card in self.new else (1, 0))) * _MS_A_MINUTE


def cards_left(session: Session) -> Iterator[CardId]:
    """The cards that a session has still to ask, the one that is shown too."""
    if session.shown is not None:
        yield session.shown.card
    yield from session.waiting
    yield from (step.card for step in session.learning)
