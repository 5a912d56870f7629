"""A fact as a flat record of JSON values: one line of text, whatever wrote it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timezone
from typing import Any, Final

from flashcards.core.card import Kind
from flashcards.core.log import (
    Adopted,
    BreakRemoved,
    BreakSet,
    Buried,
    Crammed,
    DeadlineRemoved,
    DeadlineSet,
    DueSet,
    Edited,
    Fact,
    Introduced,
    Rating,
    Reset,
    Resumed,
    Review,
    Suspended,
    Undo,
    Unknown,
    Unlinked,
)
from flashcards.core.stamp import Stamp

VERSION: Final = 1
"""Version of the records written here; a higher one is read as `Unknown`."""

KINDS: Final = {
    "introduced": Introduced,
    "review": Review,
    "crammed": Crammed,
    "suspended": Suspended,
    "resumed": Resumed,
    "buried": Buried,
    "reset": Reset,
    "due-set": DueSet,
    "adopted": Adopted,
    "deadline-set": DeadlineSet,
    "deadline-removed": DeadlineRemoved,
    "break-set": BreakSet,
    "break-removed": BreakRemoved,
    "edited": Edited,
    "unlinked": Unlinked,
    "undo": Undo,
}
_NAMES: Final = {fact: name for name, fact in KINDS.items()}
_STAMP: Final = ("id", "machine", "at", "clock")
_READERS: Final = {
    "kind": Kind,
    "rating": Rating,
    "studied_on": date.fromisoformat,
    "due_on": date.fromisoformat,
    "on": date.fromisoformat,
    "begins_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "set_on": date.fromisoformat,
    "parameters": tuple,
    "decks": tuple,
    "areas": tuple,
    "tags": tuple,
}


def kind_of(fact: Fact) -> str:
    """The name a fact's kind has in records."""
    return fact.name if isinstance(fact, Unknown) else _NAMES[type(fact)]


def version_of(fact: Fact) -> int:
    """The version of the record that says the fact."""
    return fact.version if isinstance(fact, Unknown) else VERSION


def body(fact: Fact) -> dict[str, Any]:
    """What a fact says besides its stamp and kind, as JSON values."""
    if isinstance(fact, Unknown):
        return fact.body
    named = ((f.name, getattr(fact, f.name)) for f in fields(fact) if f.name != "stamp")
    return {name: _plain(value) for name, value in named}


def record(fact: Fact) -> dict[str, Any]:
    """The whole fact as JSON values, self-describing."""
    stamp = fact.stamp
    head = {"fact": kind_of(fact), "version": version_of(fact)}
    head |= {"id": stamp.id, "machine": stamp.machine}
    return {**head, "at": instant_text(stamp.at), "clock": stamp.clock, **body(fact)}


def fact_of(kind: str, stamp: Stamp, said: Mapping[str, Any], version: int = VERSION) -> Fact:
    """The fact a record says.

    A kind or version of the future is kept as `Unknown`, as is one that does not say what it must.
    """
    if kind in KINDS and version <= VERSION:
        try:
            fact: Fact = KINDS[kind](stamp, **{name: _read(name, v) for name, v in said.items()})
        except (TypeError, ValueError):
            pass
        else:
            return fact
    return Unknown(stamp, kind, said.get("card"), dict(said), version)


def fact_of_record(said: Mapping[str, Any]) -> Fact:
    """The inverse of `record`."""
    rest = {k: v for k, v in said.items() if k not in {*_STAMP, "fact", "version"}}
    at = datetime.fromisoformat(said["at"])
    stamp = Stamp(said["id"], said["machine"], at, said["clock"])
    return fact_of(said["fact"], stamp, rest, said["version"])


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond where there is a fraction."""
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, Rating) else value


def _read(name: str, value: object) -> object:
    reader: Any = _READERS.get(name)
    return value if reader is None or value is None else reader(value)
