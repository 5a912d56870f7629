"""Rows of the log as they are stored, read without trust: a fact, or nothing."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from flashcards.core.fact_record import (
    KINDS,
    VERSION,
    fact_of_record,
    instant_text,
    is_malformed,
)
from flashcards.core.log import Fact, Undo, Unknown
from flashcards.storage.tables import EPOCH, day_of, facts

COLUMNS: Final = tuple(column.name for column in facts.columns)
"""The names of a row's values, in order."""

_REVIEW: Final = ("rating", "score", "duration_ms", "utc_offset_s", "source")
_DAYS: Final = ("studied_on", "due_on")


def fact_in(row: Mapping[str, Any]) -> Fact | None:
    """The fact in a row of stored values, which may be anything; None where none can be read.

    One that says less than its kind must is still a fact, as long as its body is.
    """
    try:
        fact = fact_of_record(_record(row))
    except (ValueError, TypeError, OverflowError):
        return None
    if row["kind"] == "review" and is_malformed(fact):
        return None
    return fact if row["undoes"] == _undone_by(fact) else None


def _undone_by(fact: Fact) -> object:
    """What the column that undos are looked up by has to say."""
    if isinstance(fact, Unknown):
        return fact.body.get("undoes")
    return fact.undoes if isinstance(fact, Undo) else None


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    at = instant_text(EPOCH + timedelta(microseconds=row["at"]))
    head = {"fact": row["kind"], "at": at}
    head |= {name: row[name] for name in ("version", "id", "machine", "clock")}
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


def _day(number: int | None) -> str | None:
    return None if number is None else day_of(number).isoformat()
