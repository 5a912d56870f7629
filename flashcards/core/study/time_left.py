"""How long the rest of a session is expected to take."""

from typing import NamedTuple

from flashcards.core.card import CardId
from flashcards.core.study.answer_time import AnswerTime
from flashcards.core.study.session import Session


class TimeLeft(NamedTuple):
    """What an answer of the learner takes, and the cards that were new when the session began."""

    answer: AnswerTime
    new: frozenset[CardId]

    def minutes(self, session: Session) -> int:
        """Whole minutes, rounded up, for what is left: a new card is answered twice."""
        shown = () if session.shown is None else (session.shown.card,)
        new = sum(card in self.new for card in (*shown, *session.waiting))
        return self.answer.minutes(session.left - new, new)
