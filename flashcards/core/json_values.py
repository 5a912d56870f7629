"""Frozen values as JSON values and back, by the types that their fields are said to have."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]


def json_value(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """The value as JSON has it: frozen values are objects, dates and instants are text."""
    if is_dataclass(value):
        return {one.name: json_value(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple | list):
        return [json_value(one) for one in value]
    if isinstance(value, Mapping):
        return {name: json_value(one) for name, one in value.items()}
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


@lru_cache
def reader_of(kind: Any) -> Reader:  # noqa: ANN401 - a type, or what stands for one in a hint
    """What makes a value of a type from its JSON value; it raises where that is none.

    `LookupError`, `TypeError` or `ValueError`, that is.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _object(kind)
    if origin is tuple:
        return _tuple(parts)
    if origin is not None and issubclass(origin, Mapping):
        inner = reader_of(parts[1])
        return lambda said: {name: inner(one) for name, one in said.items()}
    if origin is UnionType:
        return _optional(parts)
    if hasattr(kind, "__supertype__"):
        return reader_of(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain(kind)


def _object(kind: Any) -> Reader:  # noqa: ANN401
    hints = get_type_hints(kind)
    readers = {one.name: reader_of(hints[one.name]) for one in fields(kind)}

    def read(said: Any) -> Any:  # noqa: ANN401
        if not isinstance(said, dict) or said.keys() != readers.keys():
            raise ValueError(said)
        return kind(**{name: reader(said[name]) for name, reader in readers.items()})

    return read


def _tuple(parts: tuple[Any, ...]) -> Reader:
    if parts[-1] is Ellipsis:
        inner = reader_of(parts[0])
        return lambda said: tuple(map(inner, said))
    readers = [reader_of(part) for part in parts]
    return lambda said: tuple(read(one) for read, one in zip(readers, said, strict=True))


def _optional(parts: tuple[Any, ...]) -> Reader:
    (inner,) = (reader_of(part) for part in parts if part is not NoneType)
    return lambda said: None if said is None else inner(said)


def _plain(kind: Any) -> Reader:  # noqa: ANN401
    def read(said: Any) -> Any:  # noqa: ANN401
        wanted = int | float if kind is float else kind
        if not isinstance(said, wanted) or (isinstance(said, bool) and kind is not bool):
            raise TypeError(said)
        return said

    return read
