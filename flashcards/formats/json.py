"""JSON: dataclasses in, their fields in order out."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, TextIO

from flashcards.core.json_values import instant_text
from flashcards.formats.data import Data

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def write(data: Data, out: TextIO) -> None:
    """The document, or an array of the rows where there is none."""
    if data.document is None:
        write_json_rows(data.rows, out)
    else:
        write_json(data.document(), out)


def json_value(value: object) -> Any:  # noqa: ANN401 - JSON is any of its types
    """The value as JSON has it: times RFC 3339 UTC, dates ISO, dataclasses as objects."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        plain = _PLAIN
        return {
            name: said if type(said := getattr(value, name)) in plain else json_value(said)
            for name in _names(type(value))
        }
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a dataclass
    return tuple(field.name for field in fields(kind))


def write_json(value: object, out: TextIO) -> None:
    """One document and a line end."""
    out.write(json_text(value))


def json_text(value: object) -> str:
    """The same as a text."""
    return json.dumps(json_value(value), ensure_ascii=False, indent=2) + "\n"


def write_json_rows(rows: Iterable[object], out: TextIO) -> None:
    """One array, a row a line, written as the rows come."""
    separator, encoded = "[\n", json.JSONEncoder(ensure_ascii=False).encode
    for row in rows:
        out.write(separator + encoded(json_value(row)))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")
