"""A card's Markdown as lines for a terminal; the only command-line file that knows rich."""

from collections.abc import Callable, Sequence
from io import StringIO
from typing import Final, cast

from markdown_it.token import Token
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.segment import Segment, Segments
from rich.text import Text

from flashcards.views.markup.inline import pieces_of
from flashcards.views.markup.tokens import tokens_of
from flashcards.views.markup.wording import ORNAMENTS, Wording
from flashcards.views.text import plain

_NARROWEST: Final = 8
"""Columns that a text keeps, however deep it is nested."""
_LONGEST_COLOURED: Final = 4_000
_MOST_COLOURED: Final = 12_000
"""Characters of a block of code, and of all in a text; lexers take long for what is no code."""
_BULLET: Final = " • "
_BAR: Final = "▌ "
_BETWEEN_COLUMNS: Final = 2


def markdown_lines(text: str, width: int) -> list[str]:
    """The text rendered in at most `width` columns, a string a line, styled by ANSI codes.

    Every word of it is shown, but for comments; a text that would show nothing is shown as it
    is written. Formulas stay as they are written; control characters are shown as `�`.
    """
    text = plain(text)
    out = StringIO()
    console = Console(file=out, width=max(width, _NARROWEST), force_terminal=True, highlight=False)
    page = _Page(console)
    page.read(tokens_of(text))
    if not page.says_something:
        page = _Page(console)
        page.add_text(Text(text.strip()))
    console.print(Segments([part for line in page.lines for part in (*line, Segment.line())]))
    return [line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")]


# Plain classes, not dataclasses, which take a millisecond each on the way to the first question.


class _Box:
    """A quote or a list's item: what stands before its first line and before the others."""

    def __init__(self, first: str, rest: str, *, is_tight: bool) -> None:
        self.first, self.rest = first, rest
        self.is_tight, self.is_begun = is_tight, False


class _List:
    """A list: the next item's number, if it has one, and whether no blank line is above it."""

    def __init__(self, number: int | None, *, is_begun: bool) -> None:
        self.number, self.is_begun = number, is_begun


class _Page:
    """The lines read so far, and the boxes and lists that are open."""

    def __init__(self, console: Console) -> None:
        self.console, self.wording = console, Wording()
        self.lines: list[list[Segment]] = []
        self.boxes: list[_Box] = []
        self.lists: list[_List] = []
        self.rows: list[list[Text]] | None = None
        self.style = self.justify = ""
        self.is_tight = self.says_something = False
        self.coloured = 0

    def read(self, tokens: Sequence[Token]) -> None:
        """Add the blocks."""
        for token in tokens:
            if reader := _READERS.get(token.type):
                reader(self, token)

    def add_text(self, text: Text) -> None:
        """Add a paragraph, if it says anything."""
        if text.plain.strip():
            self.says_something |= bool(text.plain.strip(ORNAMENTS))
            self.add(text)

    def add(self, block: RenderableType) -> None:
        """Add a block, with a blank line above it unless it is near to what is there."""
        if not self._is_near() and self.lines:
            self.lines.append([Segment("".join(box.rest for box in self.boxes if box.is_begun))])
        first, rest = self._margins()
        room = self.console.width - max(len(first), len(rest))
        options = self.console.options.update(width=room, height=None)
        for line in self.console.render_lines(block, options, pad=False):
            self.lines.append([Segment(first), *line])
            first = rest

    def open_box(self, first: str, rest: str, *, is_tight: bool = False) -> None:
        """Begin a quote or an item; where there is no room, its lines are not moved in."""
        taken = sum(len(box.rest) for box in self.boxes) + len(rest)
        is_narrow = self.console.width - taken < _NARROWEST
        self.boxes.append(_Box(first, "" if is_narrow else rest, is_tight=is_tight))

    def _is_near(self) -> bool:
        begins = [box for box in self.boxes if not box.is_begun]
        return begins[0].is_tight if begins else self.is_tight

    def _margins(self) -> tuple[str, str]:
        """What stands before the next line, and before those after it."""
        rest = "".join(box.rest for box in self.boxes)
        first = "".join(box.rest if box.is_begun else box.first for box in self.boxes)
        if self.console.width - len(first) < _NARROWEST:
            self.lines += [[Segment(box.first)] for box in self.boxes if not box.is_begun]
            first = rest
        for box in self.boxes:
            box.is_begun = True
        return first, rest


# Readers: each takes the page and a token, and adds what the token begins, holds or ends.


def _begin_text(page: _Page, token: Token) -> None:
    page.style = {"p": "", "h1": "bold underline"}.get(token.tag, "bold")
    page.is_tight = token.hidden


def _read_text(page: _Page, token: Token) -> None:
    text = Text.assemble(*pieces_of(token.children or [], page.wording), style=page.style)
    text.justify = cast("JustifyMethod", page.justify or None)
    text.rstrip()
    if page.rows is None:
        page.add_text(text)
    else:
        page.rows[-1].append(text)


def _end_text(page: _Page, _token: Token) -> None:
    page.style, page.is_tight = "", False


def _begin_list(page: _Page, token: Token) -> None:
    first = int(token.attrs.get("start", 1)) if token.tag == "ol" else None
    page.lists.append(_List(first, is_begun=bool(page.lists)))


def _end_list(page: _Page, _token: Token) -> None:
    page.lists.pop()


def _begin_item(page: _Page, _token: Token) -> None:
    items = page.lists[-1]
    marker = _BULLET
    if items.number is not None:
        marker, items.number = f"{items.number:2}. ", items.number + 1
    page.open_box(marker, " " * len(marker), is_tight=items.is_begun)
    items.is_begun = True


def _begin_quote(page: _Page, _token: Token) -> None:
    page.open_box(_BAR, _BAR)


def _end_box(page: _Page, _token: Token) -> None:
    if not page.boxes[-1].is_begun:
        page.add(Text())
    page.boxes.pop()


def _read_rule(page: _Page, _token: Token) -> None:
    from rich.rule import Rule

    page.add(Rule(style="dim"))


def _read_code(page: _Page, token: Token) -> None:
    code = token.content.rstrip()
    if not code:
        page.add_text(Text(f"{token.markup}{token.info}"))
        return
    page.says_something = True
    language, *more = token.info.split(maxsplit=1)[:2] or [""]
    if more:
        page.add(Text(token.info.strip(), "dim"))
    page.is_tight = bool(more)
    is_short = len(code) <= min(_LONGEST_COLOURED, _MOST_COLOURED - page.coloured)
    page.coloured += len(code) * is_short
    page.add(_code(code, language if is_short else ""))
    page.is_tight = False


def _code(code: str, language: str) -> RenderableType:
    """The code in its colours, where they leave it as it is."""
    from rich.syntax import Syntax

    syntax = Syntax(code, language or "text", theme="monokai", word_wrap=True, padding=1)
    if syntax.highlight(code).plain.strip() == code.expandtabs(4).strip():
        return syntax
    return Syntax(code, "text", theme="monokai", word_wrap=True, padding=1)


def _read_preformatted(page: _Page, token: Token) -> None:
    from flashcards.views.markup.html import preformatted

    if (code := plain(preformatted(token.content)).rstrip()).strip():
        page.says_something = True
        page.add(_code(code, ""))


def _read_verbatim(page: _Page, token: Token) -> None:
    page.add_text(Text(token.content))


def _begin_table(page: _Page, _token: Token) -> None:
    page.rows = []


def _begin_row(page: _Page, _token: Token) -> None:
    if page.rows is not None:
        page.rows.append([])


def _begin_cell(page: _Page, token: Token) -> None:
    page.justify = str(token.attrs.get("style", "")).rpartition(":")[2]
    page.style = "bold" if token.tag == "th" else ""


def _end_table(page: _Page, _token: Token) -> None:
    rows, page.rows, page.justify, page.style = page.rows or [], None, "", ""
    cells = [cell for row in rows for cell in row]
    if not any(cell.plain.strip() for cell in cells):
        return
    page.says_something |= any(cell.plain.strip(ORNAMENTS) for cell in cells)
    page.add(_Table(rows))


class _Table:
    """Rows in columns; where a column would cut a word in two, a line a row."""

    def __init__(self, rows: Sequence[Sequence[Text]]) -> None:
        self.rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.box import SIMPLE
        from rich.table import Table

        words = [[_longest_word(cell) for cell in row] for row in self.rows]
        widths = [max(column) + _BETWEEN_COLUMNS for column in zip(*words, strict=True)]
        if sum(widths) > options.max_width:
            for row in self.rows:
                yield Text(" | ").join(cell for cell in row if cell.plain)
            return
        table = Table(box=SIMPLE, pad_edge=False, show_edge=False, collapse_padding=True)
        for heading in self.rows[0]:
            table.add_column(heading, overflow="fold")
        for row in self.rows[1:]:
            table.add_row(*row)
        yield table


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


_READERS: Final[dict[str, Callable[[_Page, Token], None]]] = {
    **dict.fromkeys(("paragraph_open", "heading_open"), _begin_text),
    "inline": _read_text,
    **dict.fromkeys(("paragraph_close", "heading_close"), _end_text),
    **dict.fromkeys(("bullet_list_open", "ordered_list_open"), _begin_list),
    **dict.fromkeys(("bullet_list_close", "ordered_list_close"), _end_list),
    "list_item_open": _begin_item,
    "blockquote_open": _begin_quote,
    **dict.fromkeys(("list_item_close", "blockquote_close"), _end_box),
    "hr": _read_rule,
    **dict.fromkeys(("fence", "code_block"), _read_code),
    "pre": _read_preformatted,
    "verbatim": _read_verbatim,
    "table_open": _begin_table,
    "tr_open": _begin_row,
    **dict.fromkeys(("th_open", "td_open"), _begin_cell),
    "table_close": _end_table,
}
