"""CSV, TSV, and what else has a card a line: separators and columns told, else guessed."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from flashcards.errors.foreign import NotTheFormat
from flashcards.formats.columns import Columns, columns_of, is_header
from flashcards.formats.encoding import decoded
from flashcards.formats.foreign import Foreign, Wishes
from flashcards.formats.questions.roles import role_of
from flashcards.formats.rows import RowsSource, foreign_of, rows_in

_NAMED: Final = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "colon": ":",
    "space": " ",
}
_SEPARATORS: Final = ",;\t|"
_HEADER: Final = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_SAMPLE_LINES: Final = 40
_SAMPLE: Final = 4096
_FIRST_ROWS: Final = 50


class _Said(NamedTuple):
    """What a file says of itself in `#key:value` lines, and where its rows begin."""

    keys: dict[str, str]
    lines: int


def read_csv(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a CSV file; raises `NotTheFormat`, `UnclearColumns`, `UnknownColumn`."""
    return _read(content, wishes, ",")


def read_tsv(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a TSV file; as of CSV."""
    return _read(content, wishes, "\t")


def _read(content: bytes, wishes: Wishes, usual: str) -> Foreign:
    text, encoding = decoded(content, wishes.name)
    said = _said(text)
    body = text.split("\n", said.lines)[-1] if said.lines else text
    separator = _separator(body, said.keys, usual)
    rows = _rows(body, separator, wishes.name)
    first = list(islice(rows, _FIRST_ROWS))
    names = _names(first, said.keys, separator)
    if names and first and not said.keys.get("columns"):
        first = first[1:]
    columns = _columns(first, names, said.keys, wishes)
    html = said.keys.get("html", "").strip().lower() == "true"
    told = said.keys.get("deck", "").strip().replace("::", "/")
    name = wishes.deck or told or PurePosixPath(wishes.name).stem
    source = RowsSource(wishes, name, f"rows: {columns.said}", encoding)
    return foreign_of(rows_in(chain(first, rows), columns, html=html, above=said.lines), source)


def _said(text: str) -> _Said:
    keys: dict[str, str] = {}
    lines = 0
    for line in islice(iter(text.split("\n", _SAMPLE_LINES)), _SAMPLE_LINES):
        found = _HEADER.fullmatch(line[:_SAMPLE])
        if found is None:
            break
        keys[found[1].strip().lower()] = found[2]
        lines += 1
    return _Said(keys, lines)


def _separator(body: str, keys: dict[str, str], usual: str) -> str:
    told = keys.get("separator", "")
    if told:
        return _NAMED.get(told.strip().lower(), told[:1] if told.strip() else "\t")
    sample = "\n".join(body[:_SAMPLE].split("\n")[:_SAMPLE_LINES])
    counts = {
        one: [line.count(one) for line in sample.split("\n") if line.strip()] for one in _SEPARATORS
    }
    even = [one for one, found in counts.items() if found and min(found) == max(found) > 0]
    if len(even) == 1:
        return even[0]
    try:
        return csv.Sniffer().sniff(sample, _SEPARATORS).delimiter
    except csv.Error:
        return usual if any(counts[usual]) else max(counts, key=lambda one: sum(counts[one]))


def _rows(body: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line that each ends on; bars around a row are no separators."""
    csv.field_size_limit(max(csv.field_size_limit(), len(body)))  # a cell may be all of the file
    reader = csv.reader(
        body.splitlines(keepends=True) if separator != "\n" else [], delimiter=separator
    )
    try:
        for cells in reader:
            shown = _without_bars(cells) if separator == "|" else cells
            if any(shown):
                yield reader.line_num, shown
    except csv.Error as error:
        raise NotTheFormat(name, "a table", f"line {reader.line_num}: {error}") from None


def _without_bars(cells: list[str]) -> list[str]:
    """The cells of a row with bars around it; none of the line below a table's header."""
    if cells and not cells[0].strip() and not cells[-1].strip():
        cells = cells[1:-1]
    return [] if all(set(cell.strip()) <= set("-:") for cell in cells) else cells


def _names(
    first: Sequence[tuple[int, list[str]]], keys: dict[str, str], separator: str
) -> list[str]:
    if keys.get("columns"):
        return [one.strip() for one in keys["columns"].split(separator)]
    if first and is_header(first[0][1]):
        return [cell.strip() for cell in first[0][1]]
    return []


def _columns(
    first: Sequence[tuple[int, list[str]]], names: list[str], keys: dict[str, str], wishes: Wishes
) -> Columns:
    told = {
        role: int(keys[f"{role} column"]) - 1
        for role in ("deck", "tags", "guid", "notetype")
        if keys.get(f"{role} column", "").strip().isdigit()
    }
    if not told or wishes.columns:
        return columns_of(names, [cells for _, cells in first], wishes.columns, wishes.name)
    width = max((len(cells) for _, cells in first), default=0)
    left = [place for place in range(width) if place not in told.values()]
    fields = [
        place
        for place in left
        if not names or role_of(names[place]) in {"front", "back", "extra", None}
    ]
    front = fields[0] if fields else 0
    back = fields[1] if len(fields) > 1 else None
    answer = "" if back is None else f", answer in {back + 1}"
    return Columns(
        front,
        back,
        told.get("tags"),
        told.get("deck"),
        said=f"question in column {front + 1}{answer}, as the file says",
    )
