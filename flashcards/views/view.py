"""What is shown of a value: lines for a person, a document or rows for a program."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

AS_ROWS: Final = object()
"""The document is an array of the rows."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one type, a dataclass whose fields are the columns; they may come one by one."""

    row_type: type
    each: Iterable[object]


@dataclass(frozen=True, slots=True)
class View:
    """The same told in each shape; only the one that is asked for is read.

    `rows` are the lines of CSV, if there are any; `document` is what JSON tells, a value that
    `formats.rows.json_value` knows.
    """

    lines: Iterable[str]
    rows: Rows | None = None
    document: object = AS_ROWS
