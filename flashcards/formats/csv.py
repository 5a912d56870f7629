"""CSV: the rows alone, for spreadsheets."""

import csv
import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Final, TextIO

from flashcards.formats.data import Data
from flashcards.formats.json import json_value

SIGNATURE: Final = "\ufeff"
"""What a file begins with so that a spreadsheet reads it as UTF-8, and no `é` as `Ã©`."""

_LIST_SEPARATOR: Final = "; "
_RUN_BY_SPREADSHEETS: Final = ("=", "+", "-", "@", "\t", "\r")
_PLAIN: Final = frozenset({int, float})
"""What is a cell as it is."""


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
    writer.writerows(_cells([getattr(row, name) for name in names]) for row in rows)


class _LineFeeds:
    """Rows that csv ends with CR LF, so that it quotes either, ended with LF."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, row: str) -> None:
        """Write one row."""
        self._out.write(row.removesuffix("\r\n") + "\n")


def _cells(values: Iterable[object]) -> list[object]:
    plain = _PLAIN
    return [value if type(value) in plain else _cell(value) for value in values]


def _cell(value: object) -> object:
    if isinstance(value, str):
        return _harmless(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if is_dataclass(value) or (isinstance(value, tuple) and any(map(is_dataclass, value))):
        return json.dumps(json_value(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return _harmless(_LIST_SEPARATOR.join(map(str, value)))
    return json_value(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text
