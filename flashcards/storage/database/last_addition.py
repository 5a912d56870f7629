"""The cards that were written last for the learner: no act, but the last thing that was done."""

import json
from typing import Final, NamedTuple

from sqlalchemy import Connection

from flashcards.storage.database.properties import listed, say

_KEY: Final = "last_addition"


class Addition(NamedTuple):
    """The deck file that was written to, how many cards, and the log's clock then."""

    file: str
    cards: int
    clock: int


def put_addition(connection: Connection, added: Addition) -> None:
    """Remember it instead of the one before."""
    say(connection, _KEY, json.dumps(added))


def last_addition(connection: Connection) -> Addition | None:
    """What was written last; None where nothing was."""
    found = listed(connection, _KEY, (str, int, int))
    return None if found is None or None in found else Addition(*found)
