"""A source's lines, each with what it is: read in one pass, so that any text takes linear time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple

from flashcards.formats.questions.asked import Gap


class Sort(IntEnum):
    """What a line is."""

    BLANK = 0
    TEXT = 1
    HEADING = 2
    ITEM = 3
    ROW = 4
    RULE = 5
    CODE = 6


class SourceLine(NamedTuple):
    """A line: its text without marks, the columns before it, and a heading's level (else 0).

    An item's `content` is the text behind its marker, which begins at the column `column`;
    `number` is an ordered item's. An item that opens with a heading has its level, too. `depth`
    counts the `<details>` that are open where the line begins.
    """

    sort: Sort
    content: str = ""
    indent: int = 0
    column: int = 0
    level: int = 0
    number: int | None = None
    depth: int = 0


@dataclass(slots=True)
class QuestionBank:
    """A source as lines: `raw` as written, `lines` what each is; `taken` marks what was used.

    `gaps` are what the shapes that took lines left of them.
    """

    raw: list[str]
    lines: list[SourceLine]
    taken: bytearray = field(init=False)
    plain: bool = False
    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.lines))

    def take(self, start: int, end: int) -> None:
        """Mark the lines from `start` to `end` (excluded) as used."""
        self.taken[start:end] = b"\x01" * (end - start)

    def free(self) -> list[int]:
        """The lines that nothing took yet."""
        return [number for number, is_taken in enumerate(self.taken) if not is_taken]

    def following(self, line: int) -> int:
        """The first line at or after one that is not blank, or the end."""
        while line < len(self.lines) and self.lines[line].sort is Sort.BLANK:
            line += 1
        return line


_TAB: Final = 4
_BLANKS: Final = (" ", "\t")
_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_TIGHT_HEADING: Final = re.compile(r"(#{2,6})(?=[^\s#!])")
_HTML_HEADING: Final = re.compile(r"<h([1-6])\b[^<>]*>(.*)</h\1>\s*", re.IGNORECASE)
_LONGEST: Final = 4000
"""Characters of a line that are looked at, so that any line takes bounded time."""

_ITEM: Final = re.compile(r"(?:[-*+\u2022\u25cf\u25aa\u25e6\u2023]|([0-9]{1,9})[.)])(?:[ \t]+|$)")
_BOX: Final = re.compile(r"\[[ xX]\][ \t]+")
_RULE: Final = re.compile(r"(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_FENCE: Final = re.compile(r"(`{3,}|~{3,})(?!.*`)")
_TITLED_ITEM: Final = re.compile(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+#{1,6}[ \t]")
_RAW: Final = re.compile(r"<(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)
_DETAILS: Final = re.compile(r"<(/?)details(?=[\s>])", re.IGNORECASE)
_UNDERLINE: Final = re.compile(r" {0,3}(=+|-{3,})[ \t]*$")


def bank_of(text: str, *, plain: bool = False) -> QuestionBank:
    """The lines of a text whose line ends are LF; `plain` where it was no Markdown."""
    raw = text.split("\n")
    lines = _sorted_lines(raw, _hidden(raw))
    _lift_underlined(lines, raw)
    return QuestionBank(raw, lines, plain)


def columns(text: str) -> int:
    """The columns of blank that a line begins with; a tab goes to the next four."""
    if text[:1] not in _BLANKS:
        return 0
    size = len(text) - len(text.lstrip(" \t"))
    return len(text[:size].expandtabs(_TAB)) if "\t" in text[:size] else size


def _hidden(raw: Sequence[str]) -> bytearray:
    """Marks the lines in fences, comments, `$$` blocks and raw HTML that have an end."""
    hidden = bytearray(len(raw))
    ends = _Ends(raw)
    line = 0
    while line < len(raw):
        end = ends.of(line)
        if end is None:
            line += 1
        else:
            hidden[line : end + 1] = b"\x01" * (end + 1 - line)
            line = end + 1
    return hidden


class _Ends:
    """Where what begins on a line and hides the lines below ends, asked from top to bottom."""

    def __init__(self, raw: Sequence[str]) -> None:
        self._raw = raw
        self._never: set[str] = set()

    def of(self, line: int) -> int | None:
        """The last line of what begins on `line`; None where nothing does, or it has no end."""
        text = self._raw[line].lstrip(" \t>")[:_LONGEST]
        marked = _ITEM.match(text)
        if marked:
            text = text[marked.end() :]
        first = text[:1]
        if first in {"`", "~"} and (fence := _FENCE.match(text)):
            return self._first(line, fence[1])
        if first == "$" and text.startswith("$$") and "$$" not in text[2:]:
            return self._first(line, "$$")
        if first == "<":
            if text.startswith("<!--"):
                return line if "-->" in text else self._first(line, "-->")
            if raw := _RAW.match(text):
                end = f"</{raw[1].lower()}>"
                return line if end in text.lower() else self._first(line, end)
        return None

    def _first(self, line: int, end: str) -> int | None:
        if any(end.startswith(one) for one in self._never):
            return None
        indent = columns(self._raw[line])
        for below in range(line + 1, len(self._raw)):
            text = self._raw[below]
            if end[0] in {"`", "~"}:
                if indent and _TITLED_ITEM.match(text) and columns(text) < indent:
                    return below - 1
                bare = text.strip(" \t>")
                if bare.startswith(end) and not bare.strip(end[0]):
                    return below
            elif end in (text if end[0] != "<" else text.lower()):
                return below
        self._never.add(end)
        return None


def _sorted_lines(raw: Sequence[str], hidden: bytearray) -> list[SourceLine]:
    lines, depth = [], 0
    listed = -1
    for number, text in enumerate(raw):
        bare = text.strip()[:_LONGEST]
        if hidden[number]:
            lines.append(SourceLine(Sort.CODE, bare, columns(text), depth=depth))
            continue
        if not bare:
            lines.append(SourceLine(Sort.BLANK, depth=depth))
            continue
        indent = columns(text)
        deep = indent >= _TAB and listed < 0
        line = SourceLine(Sort.CODE, bare, indent) if deep else _line(bare, indent)
        lines.append(line._replace(depth=depth) if depth else line)
        if line.sort is Sort.ITEM:
            listed = line.column
        elif indent == 0 and number and not raw[number - 1].strip():
            listed = -1
        if "<" in bare and not deep:
            for tag in _DETAILS.finditer(bare):
                depth = max(0, depth - 1) if tag[1] else depth + 1
    return lines


def _line(bare: str, indent: int) -> SourceLine:
    first = bare[0]
    if first == "#" and (heading := _HEADING.match(bare) or _TIGHT_HEADING.match(bare)):
        text = _title(bare[heading.end() :])
        return SourceLine(Sort.HEADING, text, indent, level=len(heading[1]))
    if first in "*-_" and _RULE.fullmatch(bare):
        return SourceLine(Sort.RULE, bare, indent)
    if marked := _ITEM.match(bare):
        return _item(bare, indent, marked)
    if first == "|":
        return SourceLine(Sort.ROW, bare, indent)
    if first == "<" and (heading := _HTML_HEADING.fullmatch(bare)):
        return SourceLine(Sort.HEADING, heading[2].strip(), indent, level=int(heading[1]))
    return SourceLine(Sort.TEXT, bare, indent)


def _title(text: str) -> str:
    """A heading's text without the marks that close it."""
    title = text.strip()
    bare = title.rstrip("#")
    return bare.rstrip() if bare[-1:].isspace() or not bare else title


def _item(bare: str, indent: int, marked: re.Match[str]) -> SourceLine:
    content = bare[marked.end() :]
    number = None if marked[1] is None else int(marked[1])
    column = indent + len(marked[0].rstrip()) + max(1, columns(bare[len(marked[0].rstrip()) :]))
    if heading := _HEADING.match(content):
        text = _title(content[heading.end() :])
        return SourceLine(Sort.ITEM, text, indent, column, len(heading[1]), number)
    return SourceLine(Sort.ITEM, _BOX.sub("", content, 1), indent, column, 0, number)


def _lift_underlined(lines: list[SourceLine], raw: Sequence[str]) -> None:
    """Make a line of text above `===` or `----` a heading, and its underline blank."""
    for number in range(1, len(lines)):
        text, below = lines[number - 1], lines[number]
        if text.sort is not Sort.TEXT or below.sort not in {Sort.RULE, Sort.TEXT}:
            continue
        underline = _UNDERLINE.match(raw[number])
        above = lines[number - 2].sort if number > 1 else Sort.BLANK
        if underline and underline[1] != "---" and above not in {Sort.TEXT, Sort.ITEM, Sort.ROW}:
            level = 1 if underline[1][0] == "=" else 2
            lines[number - 1] = text._replace(sort=Sort.HEADING, level=level)
            lines[number] = SourceLine(Sort.BLANK, depth=below.depth)


def text_of(bank: QuestionBank, start: int, end: int, indent: int = 0) -> str:
    """Lines as written, without blank ones around them and without `indent` columns of blank."""
    lines = bank.raw[start:end]
    if indent:
        lines = list(_outdented(lines, indent))
    while lines and not lines[-1].strip():
        lines.pop()
    first = 0
    while first < len(lines) and not lines[first].strip():
        first += 1
    return "\n".join(lines[first:])


def _outdented(lines: Sequence[str], indent: int) -> Iterator[str]:
    for line in lines:
        if not line[:1].isspace():
            yield line
        else:
            bare = line.lstrip(" \t")
            yield " " * max(0, columns(line) - indent) + bare if bare else ""
