"""Messages of protocol buffers, read without their schema: numbers and bytes by field."""

import struct
from collections.abc import Iterator
from typing import Final

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5
_SIZES: Final = {_FIXED_64: 8, _FIXED_32: 4}
_LONGEST_VARINT: Final = 10
_MOST_FIELDS: Final = 1_000_000
_LAST_BYTE: Final = 0x7F


class NotAMessage(Exception):
    """Bytes that are no message, or end too early."""


class Message:
    """A message: what its fields hold, the last said first where one value is asked for."""

    def __init__(self, content: bytes) -> None:
        self._fields: dict[int, list[int | bytes]] = {}
        for number, (field, value) in enumerate(_fields(content)):
            if number == _MOST_FIELDS:
                raise NotAMessage
            self._fields.setdefault(field, []).append(value)

    def number(self, field: int, default: int = 0) -> int:
        """A whole number; signed ones are 64 bits wide."""
        found = self._last(field)
        if not isinstance(found, int):
            return default
        return found - (1 << 64) if found >> 63 else found

    def real(self, field: int) -> float | None:
        """A number of 32 bits with a point."""
        found = self._last(field)
        if not isinstance(found, bytes) or len(found) != _SIZES[_FIXED_32]:
            return None
        return float(struct.unpack("<f", found)[0])

    def reals(self, field: int) -> tuple[float, ...]:
        """A list of such numbers, packed or one by one."""
        packed = b"".join(one for one in self._fields.get(field, ()) if isinstance(one, bytes))
        count = len(packed) // 4
        return struct.unpack(f"<{count}f", packed[: count * 4])

    def text(self, field: int) -> str:
        """A text; empty where there is none."""
        found = self._last(field)
        return found.decode("utf-8", "replace") if isinstance(found, bytes) else ""

    def message(self, field: int) -> "Message | None":
        """A message in this one."""
        found = self._last(field)
        return Message(found) if isinstance(found, bytes) else None

    def messages(self, field: int) -> Iterator["Message"]:
        """All messages of a field, in order."""
        return (Message(one) for one in self._fields.get(field, ()) if isinstance(one, bytes))

    def _last(self, field: int) -> int | bytes | None:
        found = self._fields.get(field)
        return found[-1] if found else None


def _fields(content: bytes) -> Iterator[tuple[int, int | bytes]]:
    place = 0
    while place < len(content):
        key, place = _varint(content, place)
        field, wire = key >> 3, key & 7
        if not field:
            raise NotAMessage
        if wire == _VARINT:
            value, place = _varint(content, place)
            yield field, value
            continue
        if wire == _BYTES:
            size, place = _varint(content, place)
        else:
            size = _SIZES.get(wire, len(content) + 1)
        if place + size > len(content):
            raise NotAMessage
        yield field, content[place : place + size]
        place += size


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(_LONGEST_VARINT):
        if place >= len(content):
            raise NotAMessage
        byte = content[place]
        place += 1
        value |= (byte & 0x7F) << (7 * shift)
        if byte <= _LAST_BYTE:
            return value & ((1 << 64) - 1), place
    raise NotAMessage
