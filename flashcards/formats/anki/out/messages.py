"""Messages of protocol buffers, written without their schema: what is nothing is left out."""

import struct
from collections.abc import Iterable, Mapping
from typing import TypeAlias

_VARINT, _BYTES, _FIXED_32 = 0, 2, 5
_SEVEN_BITS = 0x7F

Said: TypeAlias = int | float | str | bytes | tuple[float, ...]
"""What a field holds: a whole number from 0, a number with a point, a text, bytes, a list."""


def message(fields: Mapping[int, Said]) -> bytes:
    """A message: what its fields hold, by their numbers."""
    return b"".join(_field(number, said) for number, said in fields.items() if said)


def messages(number: int, every: Iterable[bytes]) -> bytes:
    """A field that holds any number of messages, empty ones too."""
    return b"".join(_lengthy(number, one) for one in every)


def _field(number: int, said: Said) -> bytes:
    match said:
        case int():
            return _varint(number << 3 | _VARINT) + _varint(said)
        case float():
            return _varint(number << 3 | _FIXED_32) + struct.pack("<f", said)
        case str():
            return _lengthy(number, said.encode("utf-8", "replace"))
        case bytes():
            return _lengthy(number, said)
        case _:
            return _lengthy(number, struct.pack(f"<{len(said)}f", *said))


def _lengthy(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > _SEVEN_BITS:
        found.append(value & _SEVEN_BITS | _SEVEN_BITS + 1)
        value >>= 7
    found.append(value)
    return bytes(found)
