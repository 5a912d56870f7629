"""All due days moved to where memory alone would have them, as facts."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.ideal_day import ideal_day
from flashcards.core.memory import Model
from flashcards.core.spread import Calendar
from flashcards.core.stamp import FactId, Stamp
from flashcards.services.collection import Collection
from flashcards.services.moving import Moves, move
from flashcards.services.policies import policy_of, standing
from flashcards.storage.database import Connection
from flashcards.storage.due_days import in_review

_WHY: Final = "optimize"


def move_to_ideal_days(
    connection: Connection,
    collection: Collection,
    today: date,
    stamps: Iterator[Stamp],
    act: FactId | None,
) -> None:
    """Set the due day of every card in review whose own is another; days gone by become today.

    What is due now and would be is left as it is. `act` is the fact that this is part of, if any;
    else the first due day set begins an act.
    """
    days = _ideal_days(connection, collection, today)
    move(connection, collection, stamps, Moves(days, _WHY, act))


def _ideal_days(connection: Connection, collection: Collection, today: date) -> dict[CardId, date]:
    """The cards that are to be due on another day, and that day."""
    decided = standing(connection)
    calendar = Calendar(easy_days=collection.settings.easy_days, breaks=decided.breaks)
    model = Model(decided.parameters)
    policy = cache(partial(policy_of, connection, collection))
    found: dict[CardId, date] = {}
    for card, schedule, overrides in in_review(connection):
        ideal = ideal_day(card, schedule, policy(overrides), model, calendar) or today
        day = max(ideal, today)
        if day != max(schedule.due_on or today, today):
            found[card] = day
    return found
