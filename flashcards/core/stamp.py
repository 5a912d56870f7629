"""Who wrote a fact and when: ids unique everywhere, and a clock that is never behind."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol

FactId = NewType("FactId", str)
"""A UUIDv7, unique everywhere."""

MachineId = NewType("MachineId", str)
"""The database that wrote a fact: a UUID chosen when it was created."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote a fact and when: `at` is what FSRS sees, `clock` the hybrid logical clock."""

    id: FactId
    machine: MachineId
    at: datetime
    clock: int


class Stamped(Protocol):
    """Anything with a place in the log."""

    @property
    def stamp(self) -> Stamp:
        """Who wrote it and when."""


_COUNTER_BITS = 16


def tick(latest: int, now: datetime) -> int:
    """The hybrid logical clock after `latest`: milliseconds since 1970 above a 16-bit counter."""
    physical = int(now.timestamp() * 1000) << _COUNTER_BITS
    return max(physical, latest + 1)


def fact_id(now: datetime, entropy: bytes) -> FactId:
    """A UUIDv7 (RFC 9562) of the instant `now` and 10 random bytes."""
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    random = int.from_bytes(entropy, "big")
    high = milliseconds << 16 | 0x7000 | (random >> 64 & 0xFFF)
    low = 0b10 << 62 | random & (1 << 62) - 1
    digits = f"{high:016x}{low:016x}"
    return FactId("-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])))
