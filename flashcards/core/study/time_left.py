"""How long what is still to be asked is expected to take, of a day and of a session."""

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.foreseen_times import NOTHING_FORESEEN, ForeseenTimes
from flashcards.core.study.session import Session

_MS_A_MINUTE: Final = 60_000
_LEAST_MINUTES: Final = 0.1


class TimeLeft(NamedTuple):
    """What an answer of the learner takes, and the cards that were new when this was looked up.

    `slow_ms` has the skills and exercises among them, each with the milliseconds of its own;
    `foreseen` what dates foresee of the cards that they ask.
    """

    answer: AnswerTime
    new: frozenset[CardId]
    slow_ms: Mapping[CardId, float] = {}
    foreseen: ForeseenTimes = NOTHING_FORESEEN

    def minutes_of(self, cards: Iterable[CardId], steps: Iterable[CardId] = ()) -> float:
        """What asking the cards, and the steps of others, takes: in tenths, at least one if any."""
        ms = sum(map(self._ms_of, cards)) + sum(map(self._step_ms, steps))
        return max(_LEAST_MINUTES, round(ms / _MS_A_MINUTE, 1)) if ms else 0.0

    def minutes(self, session: Session) -> int:
        """Whole minutes, rounded up, for what is left of a session."""
        return ceil(self.minutes_of(_whole(session), _in_steps(session)))

    def _ms_of(self, card: CardId) -> float:
        """What dates foresee, a slow card's own time, or the usual: a new card is answered twice.

        An exercise and a skill are answered once.
        """
        known_ms = self.foreseen.each_ms.get(card, self.slow_ms.get(card))
        if known_ms is not None:
            return known_ms
        return self.answer.minutes_of(*((0, 1) if card in self.new else (1, 0))) * _MS_A_MINUTE

    def _step_ms(self, card: CardId) -> float:
        """What one more answer takes: of a card that was new, and is not, only that is left."""
        if card in self.foreseen.each_ms:
            return self.foreseen.step_ms
        return self.slow_ms.get(card) or self.answer.answer_ms


def cards_left(session: Session) -> Iterator[CardId]:
    """The cards that a session has still to ask, the one that is shown too."""
    yield from _whole(session)
    yield from _in_steps(session)


def _whole(session: Session) -> Iterator[CardId]:
    """Those of them of which no step is under way."""
    if session.shown is not None and not session.shown.in_steps:
        yield session.shown.card
    yield from session.waiting


def _in_steps(session: Session) -> Iterator[CardId]:
    if session.shown is not None and session.shown.in_steps:
        yield session.shown.card
    yield from (step.card for step in session.learning)
