"""Values as JSON and CSV: dataclasses in, their fields in order out."""

import csv
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final, TextIO

from flashcards.core.json_values import instant_text

_LIST_SEPARATOR: Final = "; "
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")


def json_value(value: object) -> Any:  # noqa: ANN401 - JSON is any of its types
    """The value as JSON has it: times RFC 3339 UTC, dates ISO, dataclasses as objects."""
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: json_value(getattr(value, field.name)) for field in fields(value)}
    return value


def write_json(value: object, out: TextIO) -> None:
    """One document and a line end."""
    out.write(json.dumps(json_value(value), ensure_ascii=False, indent=2) + "\n")


def write_json_rows(rows: Iterable[object], out: TextIO) -> None:
    """One array, a row a line, written as the rows come."""
    separator = "[\n"
    for row in rows:
        out.write(separator + json.dumps(json_value(row), ensure_ascii=False))
        separator = ",\n"
    out.write("[]\n" if separator == "[\n" else "\n]\n")


def write_csv(row_type: type, rows: Iterable[object], out: TextIO) -> None:
    """A header line always, then a line a row (RFC 4180 quoting, LF); null is empty.

    A text that a spreadsheet would run as a formula begins with `'`; numbers are as they are.
    """
    names = [field.name for field in fields(row_type)]
    writer = csv.writer(_LineFeeds(out))
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)


class _LineFeeds:
    """Rows that csv ends with CR LF, so that it quotes either, ended with LF."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        """Write one row."""
        self._out.write(row.removesuffix("\r\n") + "\n")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if is_dataclass(value) or (isinstance(value, tuple) and any(map(is_dataclass, value))):
        return json.dumps(json_value(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return _harmless(_LIST_SEPARATOR.join(map(str, value)))
    if isinstance(value, str):
        return _harmless(value)
    return "" if value is None else json_value(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
