"""HTML tables: what stands in which cell; a broken one is none, and stays text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from flashcards.views.markup.html import Tag, known_tags
from flashcards.views.markup.marks import marks_of

_TABLE: Final = re.compile(r"<table(?=[\s>])|</table\s*+>", re.ASCII | re.IGNORECASE)
_GROUPS: Final = frozenset({"thead", "tbody", "tfoot", "colgroup", "col", "tr"})
_CELLS: Final = frozenset({"td", "th"})
_STRUCTURE: Final = _GROUPS | _CELLS | {"caption", "table"}
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCKS: Final = re.compile(
    r"\n[ \t]*+\n|^[ \t]*+(?:```|~~~|[-*+] |\d{1,9}[.)] |#|>)|<pre\b", re.IGNORECASE | re.MULTILINE
)
"""What is more than words and tags, and has no room in a column."""
_SIDE: Final = re.compile(r"text-align\s*+:\s*+(left|center|right)", re.IGNORECASE)
_SIDES: Final = frozenset({"left", "center", "right"})
_MOST_COLUMNS: Final = 64
_MOST_EMPTY: Final = 200
"""Cells that may be missing in short rows, beside as many as there are."""


class HtmlCell(NamedTuple):
    """The source of a cell; its side where it says one; whether it is a heading."""

    source: str
    side: str = ""
    is_heading: bool = False


class HtmlTable(NamedTuple):
    """Rows of cells, all as long, of which the first are headings; the sides of the columns."""

    caption: str
    rows: tuple[tuple[HtmlCell, ...], ...]
    headings: int
    sides: tuple[str, ...]


class _Spread(NamedTuple):
    """A cell, and how many columns and rows it takes."""

    cell: HtmlCell
    columns: int
    rows: int


class _Row(NamedTuple):
    cells: list[_Spread]
    side: str
    is_heading: bool


def table_ends(text: str) -> dict[int, int]:
    """Where each table begins that is in no other, and where it ends."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in _TABLE.finditer(text):
        if not found[0].startswith("</"):
            opened.append(found.start())
        elif opened:
            begin = opened.pop()
            while ends and next(reversed(ends)) > begin:
                ends.popitem()
            ends[begin] = found.end()
    return ends


def html_table(written: str) -> tuple[HtmlTable, str] | None:
    """The table that a text begins with, and what is behind it; None where it is broken."""
    reader = _Reader(written)
    end = 0
    for tag, start, end in _own_tags(written):
        if not reader.reads(tag, start, end):
            return None
    table = reader.table()
    return None if table is None else (table, written[end:])


def _own_tags(written: str) -> Iterator[tuple[Tag, int, int]]:
    """The tags that make the first table, but for those of tables in its cells."""
    depth = 0
    for tag, start, end in _structure(written):
        was, depth = depth, depth + (tag.name == "table") * (-1 if tag.is_end else 1)
        if min(was, depth) < 1 or (was == 1 and tag.name != "table"):
            yield tag, start, end
        if depth < 1:
            return


def _structure(written: str) -> Iterator[tuple[Tag, int, int]]:
    """The tags that make tables, unless code, a formula or a comment holds them."""
    marks = marks_of(written)
    hidden = sorted({**marks.spans, **marks.comments}.items(), reverse=True)
    for tag, start, end in known_tags(written):
        while hidden and hidden[-1][1] <= start:
            hidden.pop()
        if tag.name in _STRUCTURE and not (hidden and hidden[-1][0] <= start):
            yield tag, start, end


class _Reader:
    """A table in the making: the tag that is open, and where what it holds begins."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._rows: list[_Row] = []
        self._row: _Row | None = None
        self._open: Tag | None = None
        self._place = 0
        self._caption = ""
        self._is_head = self._is_over = False

    def reads(self, tag: Tag, start: int, end: int) -> bool:
        """Read a tag; whether the table is whole until here."""
        is_inside = tag.name in _CELLS or tag.name == "caption"
        is_meant = self._open is not None and self._open.name == tag.name
        if not self._closed(start) or (is_inside and tag.is_end and not is_meant):
            return False
        self._place = end
        if tag.name in _GROUPS:
            self._turn(tag)
        elif tag.name == "table":
            self._is_over = tag.is_end
        elif not tag.is_end:
            self._open = tag
        return True

    def table(self) -> HtmlTable | None:
        """The table, if it has ended, and its rows are of about one length."""
        written = [row for row in self._rows if row.cells]
        rows = _grid([row.cells for row in written]) if self._is_over else None
        if not rows:
            return None
        headings = sum(1 for _ in takewhile(_is_heading, written))
        columns = zip(*(*rows[headings:], *rows[:headings]), strict=True)
        sides = (next((cell.side for cell in one if cell.side), "left") for one in columns)
        return HtmlTable(self._caption, rows, headings, tuple(sides))

    def _closed(self, place: int) -> bool:
        """Whether what ends here is none, or a cell or caption that fits a table."""
        text, tag = self._written[self._place : place].strip(), self._open
        self._open = None
        if tag is None:
            closed = text.rfind("-->") + len("-->")
            return not text or not (_COMMENT.sub("", text[:closed]) + text[closed:]).strip()
        if _BLOCKS.search(text):
            return False
        if tag.name == "caption":
            self._caption = f"{self._caption} {text}".strip()
            return True
        if self._row is None:
            self._begin_row("")
        return self._row is not None and _added(self._row, tag, text)

    def _turn(self, tag: Tag) -> None:
        """Begin or end a row, or a group of rows."""
        self._row = None
        if tag.name == "tr" and not tag.is_end:
            self._begin_row(_side(tag.attributes))
        elif tag.name != "tr":
            self._is_head = tag.name == "thead" and not tag.is_end

    def _begin_row(self, side: str) -> None:
        self._row = _Row([], side, self._is_head)
        self._rows.append(self._row)


def _added(row: _Row, tag: Tag, text: str) -> bool:
    """Add a cell to a row, if it says how far it reaches in a number that is not too large."""
    columns, rows = (tag.attributes.get(name, "1") for name in ("colspan", "rowspan"))
    side = _side(tag.attributes) or row.side
    spans = [
        int(one) if one.isdecimal() and len(one) < len("100") else 0 for one in (columns, rows)
    ]
    row.cells.append(_Spread(HtmlCell(text, side, tag.name == "th"), *spans))
    return all(0 < span <= _MOST_COLUMNS for span in spans)


def _side(attributes: Mapping[str, str]) -> str:
    said = attributes.get("align", "").lower()
    found = _SIDE.search(attributes.get("style", ""))
    return said if said in _SIDES else found[1].lower() if found else ""


def _is_heading(row: _Row) -> bool:
    return row.is_heading or all(one.cell.is_heading for one in row.cells)


def _grid(rows: Sequence[Sequence[_Spread]]) -> tuple[tuple[HtmlCell, ...], ...] | None:
    """Rows of one length; what a cell takes beyond its first column and row is empty."""
    taken: dict[int, int] = {}
    grid: list[list[HtmlCell]] = []
    for row in rows:
        line: list[HtmlCell] = []
        for cell, columns, below in row:
            while taken.get(len(line)):
                line.append(HtmlCell(""))
            for number in range(columns):
                taken[len(line)] = below
                line.append(HtmlCell("") if number else cell)
        if len(line) > _MOST_COLUMNS:
            return None
        taken = {place: left - 1 for place, left in taken.items() if left > 1}
        grid.append(line)
    widest = max(map(len, grid), default=0)
    if not widest or len(grid) * widest > 2 * sum(map(len, grid)) + _MOST_EMPTY:
        return None
    return tuple((*line, *[HtmlCell("")] * (widest - len(line))) for line in grid)
