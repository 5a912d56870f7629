"""Who writes into this database: the id its facts are stamped with, and those it had before."""

import uuid
from typing import Final

from sqlalchemy import Connection

from flashcards.core.stamp import MachineId
from flashcards.storage.about import said, say

MACHINE: Final = "machine"
"""Under which key the database says the present id."""

_BEFORE: Final = "machines_before"


def machine(connection: Connection) -> MachineId:
    """The id that facts are stamped with."""
    return MachineId(said(connection, MACHINE) or renew_machine(connection))


def machines(connection: Connection) -> list[MachineId]:
    """That id and those before it: whose facts are this learner's own acts here."""
    before = (said(connection, _BEFORE) or "").split()
    return [machine(connection), *map(MachineId, before)]


def renew_machine(connection: Connection) -> MachineId:
    """Another id from here on: two copies of a database must not go on as one machine."""
    present = said(connection, MACHINE)
    if present is not None:
        before = said(connection, _BEFORE) or ""
        say(connection, _BEFORE, f"{present} {before}".strip())
    new = MachineId(str(uuid.uuid4()))
    say(connection, MACHINE, new)
    return new
