"""The blocks of a file as values: which lines are code, headings, items, tables. Lines from 0."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple, TypeVar

from flashcards.core.frozen import dataclass

Stretch = TypeVar("Stretch", bound=tuple[int, int])


class Hidden(IntEnum):
    """What hides a line's tags."""

    NOT = 0
    CODE = 1
    COMMENT = 2


class LineRange(NamedTuple):
    """The lines from `start` to `end` (excluded)."""

    start: int
    end: int


def holding(stretches: Sequence[Stretch], place: int) -> Stretch | None:
    """The one of the stretches (from, to), ordered and apart, that holds a place."""
    above = bisect_right(stretches, place, key=itemgetter(0)) - 1
    return stretches[above] if above >= 0 and place < stretches[above][1] else None


class Heading(NamedTuple):
    """A heading, its text without `#`s; `nested` in a list item, `underlined` by `===` or `---`."""

    lines: LineRange
    level: int
    text: str
    nested: bool
    underlined: bool


class Item(NamedTuple):
    """A list item: its lines, and those of the paragraph it opens with (none: empty)."""

    lines: LineRange
    paragraph: LineRange
    top: bool


class Row(NamedTuple):
    """A row of a table."""

    line: int
    cells: tuple[str, ...]


class CodeFence(NamedTuple):
    """A fence with its first and last line, and what stands behind its opening."""

    lines: LineRange
    info: str


class Unclosed(NamedTuple):
    """A block without its end: the opener's line, and whether the rest of the file is inside."""

    line: int
    what: str
    swallows: bool


@dataclass(frozen=True, slots=True)
class Blocks:
    """What Markdown sees in a file.

    `hidden` holds a `Hidden` for each line; `rules` are the lines of exactly `---`; `tables` start
    with their header; `indented` is the code that blanks make
    code outside lists; `references` are the labels of link definitions, as
    `tokens.reference_label` gives them.
    """

    tags: list[int]
    rules: list[int]
    headings: list[Heading]
    paragraphs: list[LineRange]
    items: list[Item]
    tables: list[list[Row]]
    hidden: bytearray
    unclosed: list[Unclosed]
    references: frozenset[str]
    fences: list[CodeFence] = field(default_factory=list)
    indented: list[LineRange] = field(default_factory=list)

    def stops(self) -> list[int]:
        """The lines that end a tag's text: `---`, and ATX headings outside lists."""
        headings = [
            heading.lines.start
            for heading in self.headings
            if not heading.nested and not heading.underlined
        ]
        return sorted(self.rules + headings)
