"""A fact as a flat record of JSON values: one line of text, whatever wrote it."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from flashcards.core.card import CardId
from flashcards.core.json_values import instant_text, json_value, reader_of, readers_of
from flashcards.core.log.fact import CollectionFact, declared
from flashcards.core.log.facts import Fact, Unknown
from flashcards.core.log.field_types import Natural
from flashcards.core.log.stamp import Stamp, counted_clock

VERSION: Final = 1
"""Version of the records written here; a higher one is read as `Unknown`."""


def _said_by(kind: type[Any]) -> tuple[str, ...]:
    """What facts of a kind say besides their stamp, in the order of their records."""
    names = [one.name for one in fields(kind) if one.name != "stamp"]
    if issubclass(kind, CollectionFact):
        names.sort(key="card".__eq__)
    return tuple(names)


KINDS: Final[Mapping[str, Any]] = {one.name: one.fact for one in declared()}
"""The class of each kind of fact, by its name in records."""

_NAMES: Final = {fact: name for name, fact in KINDS.items()}
_SAID: Final = {fact: _said_by(fact) for fact in KINDS.values()}
_HEAD: Final = ("fact", "version", "id", "machine", "at", "clock")


def kind_of(fact: Fact) -> str:
    """The name a fact's kind has in records."""
    return fact.name if isinstance(fact, Unknown) else _NAMES[type(fact)]


def names_of(*classes: type[Any]) -> tuple[str, ...]:
    """The names of the kinds that are of one of the classes."""
    return tuple(name for name, fact in KINDS.items() if issubclass(fact, classes))


def names_saying(field: str) -> tuple[str, ...]:
    """The names of the kinds that have such a field."""
    return tuple(name for name, fact in KINDS.items() if field in _SAID[fact])


def version_of(fact: Fact) -> int:
    """The version of the record that says the fact."""
    return fact.version if isinstance(fact, Unknown) else VERSION


def body(fact: Fact) -> dict[str, Any]:
    """What a fact says besides its stamp and kind, as JSON values."""
    if isinstance(fact, Unknown):
        return fact.body
    return {name: json_value(getattr(fact, name)) for name in _SAID[type(fact)]}


def record(fact: Fact) -> dict[str, Any]:
    """The whole fact as JSON values, self-describing."""
    stamp = fact.stamp
    said = kind_of(fact), version_of(fact), stamp.id, stamp.machine, instant_text(stamp.at)
    return {**dict(zip(_HEAD, (*said, stamp.clock), strict=True)), **body(fact)}


def fact_of(kind: str, stamp: Stamp, said: Mapping[str, Any], version: int = VERSION) -> Fact:
    """The fact a record says.

    A kind or version of the future is kept as `Unknown`, as is one that does not say what it must.
    """
    if kind in KINDS and version <= VERSION:
        readers = readers_of(KINDS[kind])
        try:
            fact: Fact = KINDS[kind](stamp, **{name: readers[name](v) for name, v in said.items()})
        except (ArithmeticError, LookupError, TypeError, ValueError):
            pass
        else:
            return fact
    return Unknown(stamp, kind, said.get("card"), dict(said), version)


def fact_of_record(said: Mapping[str, Any]) -> Fact:
    """The inverse of `record`; raises `ValueError` where it has no stamp, kind or version.

    A clock that says nothing of when the fact came about is what counts for it.
    """
    try:
        id_, machine, at, clock = (read(said[name]) for name, read in readers_of(Stamp).items())
        kind, version = reader_of(str)(said["fact"]), reader_of(Natural)(said["version"])
        reader_of(CardId | None)(said.get("card"))
    except (KeyError, TypeError) as failure:
        raise ValueError(str(failure)) from failure
    rest = {name: value for name, value in said.items() if name not in _HEAD}
    return fact_of(kind, Stamp(id_, machine, at, counted_clock(clock, at)), rest, version)


def is_malformed(fact: Fact) -> bool:
    """Whether a fact of a kind and version known here does not say what it must."""
    return isinstance(fact, Unknown) and fact.name in KINDS and fact.version <= VERSION
