"""A whole database written into another one, of whatever kind, and what proves them the same."""

import hashlib
import json
from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, column, delete, select, table

from flashcards.core.frozen import dataclass
from flashcards.core.log.record import record
from flashcards.storage.copies.all_rows import put_rows
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import facts, metadata, schedules
from flashcards.storage.log.log import all_facts


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many facts and schedules a database holds, and a digest of each, in order."""

    facts: int
    facts_digest: str
    schedules: int
    schedules_digest: str


def copy_tables(
    source: Connection, target: Connection, progress: Callable[[int, int], None]
) -> None:
    """Fill a database that has no facts with all that another one holds, its machine id too."""
    for one in reversed(metadata.sorted_tables):
        if one is not facts:
            target.execute(delete(one))
    put_rows(source, target, progress)


def fingerprint(connection: Connection) -> Fingerprint:
    """Made of every fact as its record, and of every schedule as it is stored, in order."""
    log, count = hashlib.sha256(), 0
    for count, fact in enumerate(all_facts(connection), 1):  # noqa: B007
        log.update(_line(record(fact)))
    planned, plans = hashlib.sha256(), 0
    ordered = select(_AS_STORED).order_by(schedules.c.card_id)
    for plans, row in enumerate(streamed(connection, ordered), 1):  # noqa: B007
        planned.update(_line(list(row)))
    return Fingerprint(count, log.hexdigest(), plans, planned.hexdigest())


def _line(said: object) -> bytes:
    return json.dumps(said).encode() + b"\n"


_AS_STORED: Final = table(schedules.name, *(column(one.name) for one in schedules.columns))
"""The table without its types: rows as they are."""
