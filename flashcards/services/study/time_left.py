"""What is needed to say how long the rest of a session takes."""

from flashcards.core.study.session import Session
from flashcards.core.study.time_left import TimeLeft, cards_left
from flashcards.services.collection import Collection
from flashcards.services.study.answer_times import answer_times_of
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.counts import slow_cards
from flashcards.storage.projection.schedules import ids_with_schedule


def time_left(collection: Collection, session: Session) -> TimeLeft:
    """The learner's own pace, which of the cards are new, and what the slow ones take."""
    asked = set(cards_left(session))
    with reading(collection.engine) as connection:
        new = asked - ids_with_schedule(connection, asked)
        slow = slow_cards(connection, asked)
        times = answer_times_of(connection, slow)
        own = {card: times.ms_of(card, *limits) for card, limits in slow.items()}
        return TimeLeft(times.usual, frozenset(new), own)
