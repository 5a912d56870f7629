"""Who writes into this database: its id, those it had before, and the stamps of its facts."""

import re
import secrets
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from flashcards.core.log.stamp import MachineId, Stamp, fact_id
from flashcards.storage.database.properties import said, say

MACHINE: Final = "machine"
"""Under which key the database says the present id."""

_ENTROPY_BYTES: Final = 10
_IDS_AT_ONCE: Final = 32
"""Random bytes are asked for in pieces: an import needs a hundred thousand ids."""

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


class Stamps(Iterator[Stamp]):
    """Stamps of facts that come about now, by this machine; `begin` says its id and first clock."""

    def __init__(self, begin: Callable[[], tuple[MachineId, int]], now: datetime) -> None:
        self._begin, self._now = begin, now
        self._machine: MachineId | None = None
        self._clock = 0
        self._entropy = b""

    def __next__(self) -> Stamp:
        return self.at(self._now)

    def at(self, instant: datetime) -> Stamp:
        """The next one, for what happened at another instant."""
        if self._machine is None:
            self._machine, self._clock = self._begin()
        else:
            self._clock += 1
        if not self._entropy:
            self._entropy = secrets.token_bytes(_ENTROPY_BYTES * _IDS_AT_ONCE)
        own, self._entropy = self._entropy[:_ENTROPY_BYTES], self._entropy[_ENTROPY_BYTES:]
        return Stamp(fact_id(instant, own), self._machine, instant, self._clock)
