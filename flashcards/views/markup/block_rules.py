"""Blocks of which nothing vanishes: comments, formulas, definitions, tables, what is nested.

Each rule takes markdown-it's state, the line to read, the line to stop at, and whether only to
look; it says whether a block begins there.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_block.table import escapedSplit

from flashcards.core.decks.markdown.inline import code_and_math

if TYPE_CHECKING:
    from flashcards.views.markup.html_tables import HtmlTable

_DEEPEST: Final = 24
_RAW: Final = re.compile(
    r"<!--|\$\$|<pre(?=[\s>])|\\\[|\\begin\{([A-Za-z]{1,20}\*?)\}", re.IGNORECASE
)
_ENDS: Final = {
    "<!--": re.compile("-->"),
    "<pre": re.compile("</pre>", re.IGNORECASE),
    "$$": re.compile(r"\$\$"),
    "\\[": re.compile(r"\\\]"),
}
_TYPES: Final = {"<!--": "comment", "<pre": "pre"}
"""All other raw text is a formula."""
_SHARED: Final = {"<!--": 2}
"""How many characters of an opening mark may be of its closing one: `<!-->`."""
_HTML_TABLE: Final = re.compile(r"<table(?=[\s>])", re.IGNORECASE)
_DEFINITION: Final = re.compile(
    r"\[(?!\^)[^\[\]\n]++\]:[ \t]++\S++"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?[ \t]*+(?=\n|\Z)"
)


def quote(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A quote, to a bounded depth: deeper ones are text."""
    return state.level < _DEEPEST and blockquote(state, line, end, silent)


def nested_list(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A list, to a bounded depth: deeper ones are text."""
    return state.level < _DEEPEST and list_block(state, line, end, silent)


def whole_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A table; what a row holds beyond the last column stands in that column."""
    first = len(state.tokens)
    if not table(state, line, end, silent):
        return False
    more: list[str] = []
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            more = _cells(state, (token.map or [line])[0])
        elif token.type == "inline":
            last, more = token, more[1:]
        elif token.type == "tr_close" and more:
            last.content = " | ".join([last.content, *more])
    return True


def html_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """An HTML table whose rows and cells are whole; a broken one is text."""
    place = state.bMarks[line] + state.tShift[line]
    if not _HTML_TABLE.match(state.src, place) or state.is_code_block(line):
        return False
    from flashcards.views.markup.html_tables import html_table, table_ends

    if "tables" not in state.env:
        state.env["tables"] = table_ends(state.src)
    last = _line_of(state, line, end, state.env["tables"].get(place, -1))
    if last is None:
        return False
    found = html_table(state.getLines(line, last + 1, state.blkIndent, False).strip())  # noqa: FBT003
    if found is not None and not silent:
        _push_table(state, found[0])
        if found[1].strip():
            _push_paragraph(state, found[1])
        state.line = last + 1
    return found is not None


def _line_of(state: StateBlock, line: int, end: int, place: int) -> int | None:
    """The line on which a place is, if none before it leaves the block."""
    for at in range(line, end):
        if at > line and state.sCount[at] < state.blkIndent and not state.isEmpty(at):
            return None
        if state.bMarks[at] <= place <= state.eMarks[at]:
            return at
    return None


def _cells(state: StateBlock, line: int) -> list[str]:
    written = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
    cells = [cell.strip() for cell in escapedSplit(written)]
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def definitions(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Definitions of links, one a line, shown as they stand."""
    after = line
    while after < end and _is_definition(state, after):
        after += 1
    if silent or after == line:
        return False
    _push_lines(state, "verbatim", line, after)
    return True


def _is_definition(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    is_inside = state.sCount[line] >= state.blkIndent and not state.is_code_block(line)
    return is_inside and _DEFINITION.match(state.src, start) is not None


def raw(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A comment, `<pre>` or a formula of several lines, blank ones too; none that is unclosed."""
    opener = _RAW.match(state.src, state.bMarks[line] + state.tShift[line])
    if opener is None or state.is_code_block(line) or not _may_be_formula(opener[1]):
        return False
    kind = opener[0] if opener[1] else opener[0].lower()
    closer = _closer(state, line, end, kind, opener.end() - _SHARED.get(kind, 0))
    if closer is None:
        return False
    last, place = closer
    rest = state.src[place : state.eMarks[last]]
    if last == line and (kind not in _TYPES or rest.strip()):
        return False
    if silent:
        return True
    if kind not in _TYPES:
        _push_formula(state, line, last + 1)
    else:
        _push_lines(state, _TYPES[kind], line, last + 1)
        if rest.strip():
            _push_paragraph(state, rest)
    return True


@cache
def _may_be_formula(environment: str | None) -> bool:
    return not environment or bool(
        code_and_math(f"\\begin{{{environment}}} x \\end{{{environment}}}")
    )


def _closer(
    state: StateBlock, line: int, end: int, kind: str, place: int
) -> tuple[int, int] | None:
    """The line that closes what begins at a place, and the place behind its closing mark.

    Lines once searched in vain are not searched again, or many openers would take long.
    """
    searched: dict[str, int] = state.env["searched"]
    if line < searched.get(kind, 0):
        return None
    for at in range(line, end):
        if at > line and state.sCount[at] < state.blkIndent and not state.isEmpty(at):
            end = at
            break
        start = place if at == line else state.bMarks[at]
        if found := _end_of(kind).search(state.src, start, state.eMarks[at]):
            return at, found.end()
    searched[kind] = end
    return None


@cache
def _end_of(kind: str) -> re.Pattern[str]:
    return _ENDS.get(kind) or re.compile(re.escape(kind.replace("begin", "end", 1)))


def _push_formula(state: StateBlock, line: int, after: int) -> None:
    """A paragraph that begins with a formula; lines that do not are shown as they stand."""
    written = state.getLines(line, after, state.blkIndent, False).strip()  # noqa: FBT003
    found = code_and_math(written)
    if found and not found[0].start:
        _push_paragraph(state, written)
        state.line = after
    else:
        _push_lines(state, "verbatim", line, after)


def _push_lines(state: StateBlock, kind: str, line: int, after: int) -> None:
    token = state.push(kind, "", 0)
    token.map = [line, after]
    token.content = state.getLines(line, after, state.blkIndent, False)  # noqa: FBT003
    state.line = after


def _push_paragraph(state: StateBlock, text: str) -> None:
    state.push("paragraph_open", "p", 1)
    token = state.push("inline", "", 0)
    token.content, token.children = text.strip(), []
    state.push("paragraph_close", "p", -1)


def _push_table(state: StateBlock, table: "HtmlTable") -> None:
    """An HTML table as the tokens of one in Markdown."""
    if table.caption:
        _push_paragraph(state, f"<caption>{table.caption}</caption>")
    state.push("table_open", "table", 1).meta = {"headings": table.headings, "sides": table.sides}
    for number, row in enumerate(table.rows):
        state.push("tr_open", "tr", 1)
        for cell in row:
            token = state.push("inline", "", 0)
            token.content, token.children = cell.source, []
            token.meta = {"is_heading": cell.is_heading and number >= table.headings}
    state.push("table_close", "table", -1)
