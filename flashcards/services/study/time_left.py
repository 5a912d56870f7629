"""What is needed to say how long the rest of a session takes."""

from flashcards.core.study.session import Session
from flashcards.core.study.time_left import TimeLeft
from flashcards.services.collection import Collection
from flashcards.services.study.answer_times import answer_time
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.schedules import ids_with_schedule


def time_left(collection: Collection, session: Session) -> TimeLeft:
    """The learner's own pace, and which of the cards are new."""
    asked = set(session.waiting)
    if session.shown is not None:
        asked.add(session.shown.card)
    with reading(collection.engine) as connection:
        new = asked - ids_with_schedule(connection, asked)
        return TimeLeft(answer_time(connection), frozenset(new))
