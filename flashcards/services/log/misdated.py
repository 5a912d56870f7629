"""Answers that are dated after now, by a clock that was ahead, or because this one is behind."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Review
from flashcards.core.log.misdated import DAY
from flashcards.core.log.stamp import MachineId
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.answer_dates import answers_dated_after
from flashcards.storage.log.machine import machines


@dataclass(frozen=True, slots=True)
class DatedAhead:
    """Answers that one machine dated more than a day after now, the last of them at `until`.

    `machine` is None for this one.
    """

    machine: MachineId | None
    answers: int
    until: datetime


def dated_ahead(connection: Connection, now: datetime) -> tuple[DatedAhead, ...]:
    """What is dated after now, machine by machine; nothing where nothing is."""
    return tuple(
        DatedAhead(other_machine(connection, machine), len(own), max(one.stamp.at for one in own))
        for machine, own in by_machine(connection, now)
    )


def by_machine(connection: Connection, now: datetime) -> Iterator[tuple[MachineId, list[Review]]]:
    """The answers that count and are dated after now, in the order in which they came about."""
    machine_of = attrgetter("stamp.machine")
    found = sorted(answers_dated_after(connection, now + DAY), key=machine_of)
    for machine, own in groupby(found, key=machine_of):
        yield machine, list(own)


def other_machine(connection: Connection, machine: MachineId) -> MachineId | None:
    """The machine, unless it is this one."""
    return None if machine in machines(connection) else machine
