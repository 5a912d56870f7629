"""Rows of the log as they are stored, read without trust: a fact, or nothing."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from flashcards.core.json_values import instant_text
from flashcards.core.log.facts import Fact, Undo, Unknown
from flashcards.core.log.limits import is_too_deep
from flashcards.core.log.record import KINDS, VERSION, fact_of_record, is_malformed
from flashcards.core.log.stamp import LAST_CLOCK, clock_at, counted_clock
from flashcards.storage.database.tables import EPOCH, day_of, facts

COLUMNS: Final = tuple(column.name for column in facts.columns)
"""The names of a row's values, in order."""

_REVIEW: Final = ("rating", "score", "duration_ms", "utc_offset_s", "source")
_DAYS: Final = ("studied_on", "due_on")


def fact_in(row: Mapping[str, Any]) -> Fact | None:
    """The fact in a row of stored values, which may be anything; None where none can be read.

    One that says less than its kind must is still a fact, as long as its body is; a clock that
    cannot be is that of the fact's instant.
    """
    try:
        fact = fact_of_record(_record(row))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    is_lost = row["kind"] == "review" and is_malformed(fact)
    return None if is_lost or _is_too_deep(fact) else fact


def is_as_written(row: Mapping[str, Any], fact: Fact) -> bool:
    """Whether what a row says besides its fact is what it was written with.

    Until 0003 facts of later versions said in their column what their body says undone.
    """
    undoes = fact.undoes if isinstance(fact, Undo) else None
    is_known = isinstance(fact, Unknown) or row["undoes"] == undoes
    return is_known and _is_clock(row["clock"])


def is_nested_too_deeply(row: Mapping[str, Any]) -> bool:
    """Whether a row says a fact of a later version that an older one let in, and none reads."""
    try:
        is_later = row["kind"] not in KINDS or row["version"] > VERSION
        return is_later and _is_deep(row["body"])
    except TypeError:
        return False


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    at = EPOCH + timedelta(microseconds=row["at"])
    clock = counted_clock(row["clock"], at) if type(row["clock"]) is int else -1
    head = {"fact": row["kind"], "at": instant_text(at)}
    head |= {name: row[name] for name in ("version", "id", "machine")}
    head["clock"] = clock if clock >= 0 else clock_at(at)
    if row["kind"] == "review" and row["version"] <= VERSION:
        days = {name: _day(row[name]) for name in _DAYS}
        rare = {} if row["body"] is None else _said(row["body"])
        said = rare | {name: row[name] for name in _REVIEW} | days
    else:
        said = _said(row["body"])
    if row["card_id"] is not None or row["kind"] in KINDS:
        said["card"] = row["card_id"]
    return said | head


def _said(body: str) -> dict[str, Any]:
    said = json.loads(body)
    if not isinstance(said, dict):
        raise TypeError(body)
    return said


def _is_clock(value: object) -> bool:
    return type(value) is int and 0 <= value <= LAST_CLOCK


def _is_too_deep(fact: Fact) -> bool:
    return isinstance(fact, Unknown) and is_too_deep(fact.body)


def _is_deep(body: str) -> bool:
    try:
        return is_too_deep(_said(body))
    except RecursionError:
        return True
    except ValueError:
        return False


def _day(number: int | None) -> str | None:
    return None if number is None else day_of(number).isoformat()
