"""Stamps for new facts: each with an id of its own, each after the one before."""

import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from flashcards.core.log.stamp import MachineId, Stamp, fact_id

_ENTROPY_BYTES: Final = 10
_IDS_AT_ONCE: Final = 32
"""Random bytes are asked for in pieces: an import needs a hundred thousand ids."""


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
