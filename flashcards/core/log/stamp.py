"""Who wrote a fact and when: ids unique everywhere, and a clock that is never behind."""

from datetime import datetime, timedelta, timezone
from typing import Annotated, Final, NewType, Protocol

from flashcards.core.frozen import dataclass
from flashcards.core.json_values import within
from flashcards.core.log.field_types import LIKE_AN_ID, SoundInstant

FactId = NewType("FactId", str)
"""A UUIDv7, unique everywhere."""

MachineId = NewType("MachineId", str)
"""The database that wrote a fact: a UUID chosen when it was created."""


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND: Final = timedelta(milliseconds=1)
_COUNTER_BITS: Final = 16
_SLOWED_BITS: Final = 12
_BLOCK_BITS: Final = 32


_VARIANTS: Final = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
"""What a digit becomes whose first two bits say which kind of UUID it is."""


def _milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MILLISECOND


_SLOWED_MS: Final = _milliseconds(datetime(2100, 1, 1, tzinfo=timezone.utc))


def _clock_of_year(year: int) -> int:
    return _milliseconds(datetime(year, 1, 1, tzinfo=timezone.utc)) << _COUNTER_BITS


LAST_CLOCK: Final = _clock_of_year(6001)
"""No line may have a later one: no instant is later than the year 5999, and a year is room."""

FOLLOWED: Final = _clock_of_year(2125)
"""The latest clock of anybody's that new facts follow."""

OWN_FOLLOWED: Final = FOLLOWED + (1 << 39)
"""The latest of its own that a machine follows: it comes there by counting up from another's."""

CREDIBLE: Final = FOLLOWED + (1 << 40)
"""A later clock says nothing of when a fact came about, and its instant counts instead."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who wrote a fact and when: `at` is what FSRS sees, `clock` the hybrid logical clock."""

    id: Annotated[FactId, LIKE_AN_ID]
    machine: Annotated[MachineId, LIKE_AN_ID]
    at: SoundInstant
    clock: Annotated[int, within(0, LAST_CLOCK)]


class Stamped(Protocol):
    """Anything with a place in the log."""

    @property
    def stamp(self) -> Stamp:
        """Who wrote it and when."""


def clock_at(instant: datetime) -> int:
    """Milliseconds since 1970 above a 16-bit counter, 0 before.

    From 2100 on it goes 4,096 times slower: where this machine's own clock is absurdly far ahead,
    its facts still come after all others, and those written once it is right come after them.
    """
    milliseconds = max(0, _milliseconds(instant))
    late = max(0, milliseconds - _SLOWED_MS)
    return (milliseconds - late << _COUNTER_BITS) + (late << _COUNTER_BITS - _SLOWED_BITS)


def tick(latest: int, now: datetime) -> int:
    """The hybrid logical clock of a fact that comes after `latest`, the last that is followed."""
    return max(clock_at(now), latest + 1)


def counted_clock(clock: int, at: datetime) -> int:
    """The clock of a fact as it counts, whoever reads it and whenever: as it stands if credible.

    Else that of the fact's own instant, a little later; facts of one instant keep their order.
    """
    if clock <= CREDIBLE:
        return clock
    begin = clock_at(at)
    bits = _COUNTER_BITS if begin >> _COUNTER_BITS >= _SLOWED_MS else _BLOCK_BITS
    return begin + (1 << _COUNTER_BITS) + clock % (1 << bits)


def fact_id(now: datetime, entropy: bytes) -> FactId:
    """A UUIDv7 (RFC 9562) of the instant `now` and 10 random bytes."""
    begin = f"{int(now.timestamp() * 1000) & (1 << 48) - 1:012x}"
    own = entropy.hex()
    variant = _VARIANTS[own[4]]
    return FactId(f"{begin[:8]}-{begin[8:]}-7{own[1:4]}-{variant}{own[5:8]}-{own[8:]}")
