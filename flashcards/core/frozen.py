"""Frozen dataclasses that cost next to nothing to define.

The standard library writes and compiles six functions for each, half a millisecond, and a hundred
lie on the way to a first question. Here the classes have functions of one make, and `__init__` is
compiled when a first value is made.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as of_standard_library
from operator import attrgetter
from types import NotImplementedType
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")


def _defined(
    *,
    frozen: bool,
    slots: bool,
    init: bool = True,
    repr: bool = True,  # noqa: A002
    eq: bool = True,
) -> Callable[[type[T]], type[T]]:
    """The standard library's `dataclass`, for frozen classes with slots that all fields fill."""
    if not (frozen and slots):
        raise NotImplementedError

    def define(body: type[T]) -> type[T]:
        made: type[Any] = of_standard_library(slots=True, init=False, repr=False, eq=False)(body)
        known = fields(made)
        added = _as_state(known) | {"__setattr__": _refused, "__delattr__": _refused}
        added |= {"__init__": _first_init(made, known)} if init else {}
        added |= {"__repr__": _written(known)} if repr else {}
        added |= _compared(known) if eq else {}
        for name, function in added.items():
            if vars(made).get(name) is None:  # as `__hash__` is beside an `__eq__`
                setattr(made, name, function)
        return made

    return define


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414
else:
    dataclass = _defined


def _refused(_self: object, name: str, *_value: object) -> None:
    raise FrozenInstanceError(name)


def _values(known: tuple[Field[Any], ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the fields."""
    names = [one.name for one in known]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _as_state(known: tuple[Field[Any], ...]) -> dict[str, Callable[..., Any]]:
    """How values are pickled and copied, as nothing can be assigned to them."""

    def restored(self: object, state: tuple[Any, ...]) -> None:
        for one, value in zip(known, state, strict=True):
            object.__setattr__(self, one.name, value)

    values = _values(known)

    def state(self: object) -> tuple[Any, ...]:  # a method, which an `attrgetter` is not
        return values(self)

    return {"__getstate__": state, "__setstate__": restored}


def _written(known: tuple[Field[Any], ...]) -> Callable[[Any], str]:
    names = [one.name for one in known if one.repr]

    def written(self: object) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({said})"

    return written


def _compared(known: tuple[Field[Any], ...]) -> dict[str, Callable[..., Any]]:
    values = _values(tuple(one for one in known if one.compare))

    def same(self: object, other: object) -> bool | NotImplementedType:
        return values(self) == values(other) if type(self) is type(other) else NotImplemented

    return {"__eq__": same, "__hash__": lambda self: hash(values(self))}


def _first_init(made: type[Any], known: tuple[Field[Any], ...]) -> Callable[..., None]:
    """An `__init__` that puts a compiled one in its place."""

    def init(self: object, *arguments: Any, **named: Any) -> None:
        made.__init__ = _compiled(made, known)
        made.__init__(self, *arguments, **named)

    return init


def _compiled(made: type[Any], known: tuple[Field[Any], ...]) -> Callable[..., None]:
    """The `__init__` of the fields: each slot is filled by what Python made for it."""
    around: dict[str, Any] = {"MISSING": MISSING}
    ordered = [one for one in known if not one.kw_only], [one for one in known if one.kw_only]
    heads = [_head(one, around) for one in ordered[0]]
    heads += ["*", *(_head(one, around) for one in ordered[1])] if ordered[1] else []
    lines = [_filling(made, one, around) for one in known] or ["pass"]
    text = f"def __init__(self, {', '.join(heads)}):\n  " + "\n  ".join(lines)
    exec(text, around)  # noqa: S102
    written: Callable[..., None] = around["__init__"]
    written.__qualname__ = f"{made.__qualname__}.__init__"
    return written


def _head(one: Field[Any], around: dict[str, Any]) -> str:
    if one.default_factory is not MISSING:
        return f"{one.name}=MISSING"
    if one.default is MISSING:
        return one.name
    around[f"default_{one.name}"] = one.default
    return f"{one.name}=default_{one.name}"


def _filling(made: type[Any], one: Field[Any], around: dict[str, Any]) -> str:
    around[f"fill_{one.name}"] = getattr(made, one.name).__set__
    if one.default_factory is MISSING:
        return f"fill_{one.name}(self, {one.name})"
    around[f"make_{one.name}"] = one.default_factory
    return f"fill_{one.name}(self, make_{one.name}() if {one.name} is MISSING else {one.name})"
