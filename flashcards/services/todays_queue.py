"""What a study day asks: the same for the session and for the counts."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flashcards.core.queue import (
    Candidate,
    admitted_new,
    ordered_due,
    resting,
    without_siblings,
)
from flashcards.core.selection import Selection
from flashcards.core.session import LEARN_AHEAD, Step
from flashcards.services.collection import Collection
from flashcards.services.limits import new_limits
from flashcards.storage import queue
from flashcards.storage.database import Connection


@dataclass(frozen=True, slots=True)
class TodaysQueue:
    """Learning steps by instant, all that is due, and the cards to ask: due ones, then new."""

    steps: tuple[Step, ...]
    due: tuple[Candidate, ...]
    asked_due: tuple[Candidate, ...]
    asked_new: tuple[Candidate, ...]

    def is_ready(self, now: datetime) -> bool:
        """Whether a session would show a card now."""
        soon = self.steps[:1] and self.steps[0].due_at <= now + LEARN_AHEAD
        return bool(self.asked_due or self.asked_new or soon)


def todays_queue(
    connection: Connection,
    collection: Collection,
    today: date,
    selection: Selection,
    new: int | None = None,
) -> TodaysQueue:
    """The queue of a study day; `new` at most so many new cards instead of the day's rest."""
    steps = tuple(Step(at, c) for c, at in queue.learning_cards(connection, selection, today))
    studied = queue.sources_studied_on(connection, today)
    found = ordered_due(queue.due_candidates(connection, selection, today), today)
    due = tuple(one for one in found if not resting(one, studied))
    asked_due = without_siblings(due)
    limits = new_limits(connection, collection, today)
    if new is not None:
        limits = replace(limits, new=new)
    busy = studied | {one.source for one in asked_due}
    asked_new = admitted_new(queue.new_candidates(connection, selection, today), limits, busy)
    return TodaysQueue(steps, due, tuple(asked_due), tuple(asked_new))
