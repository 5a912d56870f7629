"""A fact as a flat record of JSON values: one line of text, whatever wrote it."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timezone
from typing import Any, Final, get_args

from flashcards.core.fact_fields import field_of
from flashcards.core.log import (
    Adopted,
    BreakRemoved,
    BreakSet,
    Buried,
    CollectionAct,
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
from flashcards.core.preparation.facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    MockBegun,
    MockEnded,
    MockJudged,
    MockMarked,
    Offered,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
    PreparationFact,
)
from flashcards.core.redating import Redated
from flashcards.core.stamp import Stamp, counted_clock

VERSION: Final = 1
"""Version of the records written here; a higher one is read as `Unknown`."""

KINDS: Final = {
    "introduced": Introduced,
    "review": Review,
    "redated": Redated,
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
    "plan-started": PlanStarted,
    "plan-moved": PlanMoved,
    "plan-ticked": PlanTicked,
    "plan-stopped": PlanStopped,
    "mock-begun": MockBegun,
    "mock-marked": MockMarked,
    "mock-judged": MockJudged,
    "mock-ended": MockEnded,
    "interview-set": InterviewSet,
    "interview-held": InterviewHeld,
    "interview-asked": InterviewAsked,
    "interview-removed": InterviewRemoved,
    "offered": Offered,
}
_NAMES: Final = {fact: name for name, fact in KINDS.items()}
_STAMP: Final = ("id", "machine", "at", "clock")
_HEAD: Final = {"fact", "version", "id", "machine", "at", "clock"}
_ANYONES: Final = (Undo, *get_args(CollectionAct), *get_args(PreparationFact))
"""Facts that need not be about a card."""


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
            fact: Fact = KINDS[kind](stamp, **{name: field_of(name, v) for name, v in said.items()})
        except (TypeError, ValueError):
            pass
        else:
            if fact.card is not None or isinstance(fact, _ANYONES):
                return fact
    return Unknown(stamp, kind, said.get("card"), dict(said), version)


def fact_of_record(said: Mapping[str, Any]) -> Fact:
    """The inverse of `record`; raises `ValueError` where it has no stamp, kind or version.

    A clock that says nothing of when the fact came about is what counts for it.
    """
    try:
        id_, machine, at, clock = (field_of(name, said[name]) for name in _STAMP)
        kind, version = field_of("fact", said["fact"]), field_of("version", said["version"])
        field_of("card", said.get("card"))
    except (KeyError, TypeError) as failure:
        raise ValueError(str(failure)) from failure
    rest = {name: value for name, value in said.items() if name not in _HEAD}
    return fact_of(kind, Stamp(id_, machine, at, counted_clock(clock, at)), rest, version)


def is_malformed(fact: Fact) -> bool:
    """Whether a fact of a kind and version known here does not say what it must."""
    return isinstance(fact, Unknown) and fact.name in KINDS and fact.version <= VERSION


def instant_text(at: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond where there is a fraction."""
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return dict(value)
    return int(value) if isinstance(value, Rating) else value
