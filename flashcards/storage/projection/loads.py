"""How many cards are due on the days that an answer may be put on, and where its siblings are."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from flashcards.core.card import Card
from flashcards.core.schedule import Schedule, State
from flashcards.storage.database.memory import known, remembered_of
from flashcards.storage.database.tables import cards, schedules
from flashcards.storage.projection.joins import SEEN

LOADS: Final = "cards due on days"
SIBLINGS: Final = "days of siblings"
"""Under which names a connection remembers them."""

_BETWEEN: Final = schedules.c.due_on.between(bindparam("begins_on"), bindparam("ends_on"))
_CARDS_DUE: Final = (
    select(schedules.c.due_on, func.count())
    .where(schedules.c.state == State.REVIEW.value, _BETWEEN)
    .group_by(schedules.c.due_on)
)
_AT_PLACE: Final = (cards.c.path == bindparam("path"), cards.c.line == bindparam("line"))
_SIBLINGS: Final = (
    select(schedules.c.due_on)
    .select_from(SEEN)
    .where(*_AT_PLACE, cards.c.id != bindparam("card"), schedules.c.due_on.is_not(None))
)


class Loads(NamedTuple):
    """The cards in review that are due on each of the days, suspended and gone ones too."""

    begins_on: date
    ends_on: date
    cards: dict[date, int]

    def moved(self, before: Schedule, after: Schedule) -> None:
        """One card's schedule is another now."""
        for schedule, more in ((before, -1), (after, 1)):
            day = schedule.due_on
            if schedule.state is State.REVIEW and day is not None and self.has(day, day):
                self.cards[day] = self.cards.get(day, 0) + more

    def has(self, begins_on: date, ends_on: date) -> bool:
        """Whether the days are among those counted."""
        return self.begins_on <= begins_on and ends_on <= self.ends_on


def cards_due(connection: Connection, begins_on: date, ends_on: date) -> Mapping[date, int]:
    """How many cards in review are due on each of the days, and maybe on others around them.

    Once counted, days are remembered: a session asks for much the same ones again and again.
    """
    values = known(connection)
    if values is None:
        return _counted(connection, begins_on, ends_on).cards
    found: Loads | None = values.get(LOADS)
    if found is None:
        found = values[LOADS] = _counted(connection, begins_on, ends_on)
    elif not found.has(begins_on, ends_on):
        wider = min(begins_on, found.begins_on), max(ends_on, found.ends_on)
        found = values[LOADS] = _counted(connection, *wider)
    return found.cards


def siblings_due(connection: Connection, card: Card) -> frozenset[date]:
    """The due days of the other cards cut from the same place."""
    place = {"path": card.source.file, "line": card.source.line, "card": card.id}

    def read() -> frozenset[date]:
        return frozenset(connection.execute(_SIBLINGS, place).scalars())

    return remembered_of(connection, SIBLINGS, card.id, read)


def after_answer(values: dict[str, Any], before: Schedule, after: Schedule) -> None:
    """Bring what is remembered up to a schedule that was replaced."""
    if (loads := values.get(LOADS)) is not None:
        loads.moved(before, after)
    values.pop(SIBLINGS, None)


def _counted(connection: Connection, begins_on: date, ends_on: date) -> Loads:
    days = {"begins_on": begins_on, "ends_on": ends_on}
    return Loads(begins_on, ends_on, dict(connection.execute(_CARDS_DUE, days).all()))
