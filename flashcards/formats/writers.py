"""The formats that data is written in; a new one is a file of this folder and an entry here.

A format is loaded when something is written in it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from typing import TextIO

    from flashcards.formats.data import Data


class Writer(NamedTuple):
    """What writes a format, and whether it can say rows alone."""

    write: "Callable[[Data, TextIO], None]"
    rows_alone: bool = False


def _json(data: "Data", out: "TextIO") -> None:
    from flashcards.formats import json

    json.write(data, out)


def _csv(data: "Data", out: "TextIO") -> None:
    from flashcards.formats import csv

    csv.write(data, out)


WRITERS: Final[Mapping[str, Writer]] = {"json": Writer(_json), "csv": Writer(_csv, rows_alone=True)}
"""By the name of a format, which is the ending of its files, too; the first where none is said."""
