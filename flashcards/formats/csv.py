"""CSV: the rows alone, for spreadsheets."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from operator import attrgetter
from types import NoneType
from typing import Any, Final, TextIO

from flashcards.core.json_values import instant_text
from flashcards.formats.data import Data
from flashcards.formats.json import json_value

SIGNATURE: Final = "\ufeff"
"""What a file begins with so that a spreadsheet reads it as UTF-8, and no `é` as `Ã©`."""

_LIST_SEPARATOR: Final = "; "
_RUN_BY_SPREADSHEETS: Final = frozenset("=+-@\t\r")
_PLAIN: Final = frozenset({int, float, NoneType})
"""What is a cell as it is: nothing is an empty one."""


def write(data: Data, out: TextIO) -> None:
    """A header line, then a line a row."""
    if data.row_type is not None:
        write_csv(data.row_type, data.rows, out)


def write_csv(row_type: type, rows: Iterable[object], out: TextIO) -> None:
    """A header line always, then a line a row (RFC 4180 quoting, LF); null is empty.

    A text that a spreadsheet would run as a formula begins with `'`; numbers are as they are.
    """
    names = [field.name for field in fields(row_type)]
    writer = csv.writer(_LineFeeds(out))
    writer.writerow(names)
    values = attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)
    writer.writerows(map(_cells, map(values, rows)))


class _LineFeeds:
    """Rows that csv ends with CR LF, so that it quotes either, ended with LF."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        """Write one row."""
        self._out.write(row.removesuffix("\r\n") + "\n")


class _Writing(dict[type, Callable[[Any], object]]):
    """What makes a cell of a value, by its type: looked for once, not for each of a million."""

    def __missing__(self, kind: type) -> Callable[[Any], object]:
        """What makes a cell of values of a type that is new."""
        self[kind] = found = _writing(kind)
        return found


_WRITING: Final = _Writing()


def _cells(values: Iterable[Any]) -> list[object]:
    plain, run, writing = _PLAIN, _RUN_BY_SPREADSHEETS, _WRITING
    return [
        v if (kind := type(v)) in plain or (kind is str and v[:1] not in run) else writing[kind](v)
        for v in values
    ]


def _writing(kind: type) -> Callable[[Any], object]:
    if issubclass(kind, str):
        return _harmless
    if issubclass(kind, bool):
        return ("false", "true").__getitem__
    if issubclass(kind, tuple):
        return _list_cell
    if kind is datetime:
        return instant_text
    if kind is date:
        return date.isoformat
    return _json_cell if is_dataclass(kind) else json_value


def _list_cell(value: tuple[object, ...]) -> str:
    if value and is_dataclass(value[0]):
        return _json_cell(value)
    return _harmless(_LIST_SEPARATOR.join(map(str, value)))


def _json_cell(value: object) -> str:
    return json.dumps(json_value(value), ensure_ascii=False)


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in _RUN_BY_SPREADSHEETS else text
