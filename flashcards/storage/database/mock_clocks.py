"""Where the clock of an open mock stands on this machine: a row that is replaced, no history."""

import json
from typing import Final

from sqlalchemy import Connection, delete

from flashcards.core.log.stamp import FactId
from flashcards.storage.database.properties import listed, say
from flashcards.storage.database.tables import about

CLOCK: Final = "mock_clock "
"""What the key of each row begins with; the mock's id follows."""


def put_clock(connection: Connection, mock: FactId, item: int, seconds: int) -> None:
    """The clock of a mock's question stands at so many seconds."""
    say(connection, CLOCK + mock, json.dumps([item, seconds]))


def clock_of(connection: Connection, mock: FactId) -> tuple[int, int] | None:
    """The question whose clock ran last on this machine, and its seconds; None where none did."""
    found = listed(connection, CLOCK + mock, (int, int))
    if found is None or None in found or min(found) < 0:  # damaged: as its last fact says
        return None
    item, seconds = found
    return item, seconds


def drop_clock(connection: Connection, mock: FactId) -> None:
    """Forget the clock of a mock that is over."""
    connection.execute(delete(about).where(about.c.key == CLOCK + mock))
