"""Who writes into this database: the id its facts are stamped with, and those it had before."""

import re
import uuid
from typing import Final

from sqlalchemy import Connection

from flashcards.core.log.stamp import MachineId
from flashcards.storage.database.properties import said, say

MACHINE: Final = "machine"
"""Under which key the database says the present id."""

_BEFORE: Final = "machines_before"
_ID: Final = re.compile(r"[0-9A-Za-z_-]{1,200}")


def machine(connection: Connection) -> MachineId:
    """The id that facts are stamped with."""
    return _present(connection) or renew_machine(connection)


def has_machine(connection: Connection) -> bool:
    """Whether the database says who writes; what only reads could give no id that lasts."""
    return _present(connection) is not None


def machines(connection: Connection) -> list[MachineId]:
    """That id and those before it: whose facts are this learner's own acts here."""
    return [machine(connection), *_before(connection)]


def renew_machine(connection: Connection) -> MachineId:
    """Another id from here on: two copies of a database must not go on as one machine."""
    present = _present(connection)
    if present is not None:
        say(connection, _BEFORE, " ".join((present, *_before(connection))))
    new = MachineId(str(uuid.uuid4()))
    say(connection, MACHINE, new)
    return new


def _present(connection: Connection) -> MachineId | None:
    """The id that is said; what is none was written by somebody else."""
    found = said(connection, MACHINE) or ""
    return MachineId(found) if _ID.fullmatch(found) else None


def _before(connection: Connection) -> list[MachineId]:
    words = (said(connection, _BEFORE) or "").split()
    return [MachineId(word) for word in words if _ID.fullmatch(word)]
