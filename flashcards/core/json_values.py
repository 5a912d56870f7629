"""Frozen values as JSON values and back, by the types that their fields are said to have.

A field's limits stand in its type too: `Annotated[int, within(1, 5)]`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timezone, tzinfo
from enum import Enum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


def within(lowest: Any, highest: Any) -> Reader:  # noqa: ANN401 - whatever can be compared
    """A limit: what gives back a value that lies in between, both included.

    It raises `ValueError`, or `TypeError` where the value cannot be compared.
    """

    def limit(value: Any) -> Any:  # noqa: ANN401
        if not lowest <= value <= highest:
            raise ValueError(value)
        return value

    return limit


def matching(pattern: str) -> Reader:
    """A limit: what gives back a text all of which is of the pattern, or raises `ValueError`."""
    fullmatch = re.compile(pattern).fullmatch

    def limit(text: str) -> str:
        if not fullmatch(text):
            raise ValueError(text)
        return text

    return limit


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond where there is a fraction."""
    there = at if at.tzinfo is timezone.utc else at.astimezone(timezone.utc)
    return there.isoformat().replace("+00:00", "Z")


def local_text(at: datetime, zone: tzinfo) -> str:
    """RFC 3339 in a time zone, with its offset; in UTC as `instant_text`."""
    return at.astimezone(zone).isoformat().replace("+00:00", "Z")


def json_value(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """The value as JSON has it: frozen values are objects, dates and instants are text."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple | list):
        return [json_value(one) for one in value]
    if isinstance(value, Mapping):
        return {name: json_value(one) for name, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {one.name: json_value(getattr(value, one.name)) for one in fields(value)}
    return value


@cache
def reader_of(kind: Any) -> Reader:  # noqa: ANN401 - a type, or what stands for one in a hint
    """What makes a value of a type from its JSON value; it raises where that is none.

    `ArithmeticError`, `LookupError`, `TypeError` or `ValueError`, that is. Nothing is corrected.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if origin is Annotated:
        return _limited(reader_of(parts[0]), parts[1:])
    if is_dataclass(kind):
        return _object(kind)
    if origin is tuple:
        return _tuple(parts)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(parts)
    if origin in {UnionType, Union}:
        return _optional(parts)
    if hasattr(kind, "__supertype__"):
        return reader_of(kind.__supertype__)
    if issubclass(kind, date):
        return _day_or_instant(kind)
    if issubclass(kind, Enum):
        return _one_of(kind)
    raise LookupError(kind)


@cache
def readers_of(kind: Any) -> Mapping[str, Reader]:  # noqa: ANN401 - a type of frozen values
    """What makes the value of each field of a type of frozen values, by the field's name."""
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: reader_of(hints[one.name]) for one in fields(kind)}


def _object(kind: Any) -> Reader:  # noqa: ANN401
    readers = readers_of(kind)

    def read(said: Any) -> Any:  # noqa: ANN401
        if not isinstance(said, dict) or said.keys() != readers.keys():
            raise ValueError(said)
        return kind(**{name: reader(said[name]) for name, reader in readers.items()})

    return read


def _limited(inner: Reader, limits: tuple[Reader, ...]) -> Reader:
    if len(limits) == 1:
        (limit,) = limits
        return lambda said: limit(inner(said))
    return _limited(_limited(inner, limits[:1]), limits[1:])


def _tuple(parts: tuple[Any, ...]) -> Reader:
    if parts[-1] is Ellipsis:
        inner = reader_of(parts[0])
        return lambda said: tuple(map(inner, _list(said)))
    readers = [reader_of(part) for part in parts]
    return lambda said: tuple(read(one) for read, one in zip(readers, _list(said), strict=True))


def _mapping(parts: tuple[Any, ...]) -> Reader:
    name_of, inner = map(reader_of, parts)

    def read(said: Any) -> dict[Any, Any]:  # noqa: ANN401
        if not isinstance(said, dict):
            raise TypeError(said)
        return {name_of(name): inner(one) for name, one in said.items()}

    return read


def _optional(parts: tuple[Any, ...]) -> Reader:
    (inner,) = (reader_of(part) for part in parts if part is not NoneType)
    return lambda said: None if said is None else inner(said)


def _day_or_instant(kind: type[date]) -> Reader:
    return kind.fromisoformat


def _one_of(kind: type[Enum]) -> Reader:
    return kind


def _list(said: object) -> list[Any] | tuple[Any, ...]:
    if not isinstance(said, list | tuple):
        raise TypeError(said)
    return said


def _text(said: object) -> str:
    """A text that a file can hold: a half of a surrogate pair is none."""
    if not isinstance(said, str):
        raise TypeError(said)
    said.encode()
    return said


def _whole(said: object) -> int:
    if type(said) is not int:
        raise TypeError(said)
    return said


def _number(said: object) -> float:
    """A number that JSON has: NaN and infinity are none, however Python writes them."""
    if not isinstance(said, int | float) or isinstance(said, bool):
        raise TypeError(said)
    if not isfinite(said):
        raise ValueError(said)
    return said


def _yes_or_no(said: object) -> bool:
    if not isinstance(said, bool):
        raise TypeError(said)
    return said


def _nothing(said: object) -> None:
    if said is not None:
        raise TypeError(said)


_PLAIN: Final[dict[Any, Reader]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _yes_or_no,
    NoneType: _nothing,
}
"""The types that JSON has itself, and what reads each."""
