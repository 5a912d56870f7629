"""What is shown of a value: lines for a person, a document or rows for a program."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from flashcards.core.frozen import dataclass

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

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
    `formats.json.json_value` knows, or a function that makes it; `table` is what to show where a
    table is asked for, and `lines` are none.
    """

    lines: Iterable[str] = ()
    rows: Rows | None = None
    document: object | Callable[[], object] = AS_ROWS
    table: Iterable[str] | None = None


def fields_of(value: "DataclassInstance") -> dict[str, object]:
    """A value's fields, to which a document adds its own."""
    return {field.name: getattr(value, field.name) for field in fields(value)}
