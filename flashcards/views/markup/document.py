"""A text -> the blocks that are shown of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from markdown_it.token import Token

from flashcards.views.markup.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    Look,
    Marking,
    QuoteBlock,
    RuleBlock,
    StyledText,
    TableBlock,
    TextBlock,
)
from flashcards.views.markup.found import Finder
from flashcards.views.markup.inline import texts_of
from flashcards.views.markup.tokens import tokens_of
from flashcards.views.markup.wording import ORNAMENTS, Wording
from flashcards.views.text import plain

_SIDES: Final = {"center": "center", "right": "right"}

_USUAL: Final = Look()


def blocks_of(text: str, look: Look = _USUAL, marked: Marking | None = None) -> tuple[Block, ...]:
    """All that a text says, but for comments; a text that would show nothing, as it is written.

    Control characters are shown as `�`; what is marked has its style, or brackets, too.
    """
    text = plain(text)
    finder = Finder(marked, brackets=look.brackets)
    document = _Document(finder, look)
    document.read(tokens_of(finder.prepared(text)))
    if finder.is_inside:
        return blocks_of(text, look)
    if not document.says_something:
        return (TextBlock((StyledText(text.strip()),)),) if text.strip() else ()
    return tuple(document.blocks)


class _Document:
    """The blocks read so far; those that are open lie upon each other, the innermost last."""

    def __init__(self, finder: Finder, look: Look) -> None:
        self.finder, self.look, self.wording = finder, look, Wording(finder, look)
        self.blocks: list[Block] = []
        self.open = [self.blocks]
        self.items: list[list[tuple[Block, ...]]] = []
        self.firsts: list[int | None] = []
        self.rows: list[list[tuple[StyledText, ...]]] | None = None
        self.sides: list[str] = []
        self.headings = 1
        self.level = 0
        self.is_tight = self.says_something = False

    def read(self, tokens: Iterable[Token]) -> None:
        """Add the blocks."""
        for token in tokens:
            if reader := _READERS.get(token.type):
                reader(self, token)

    def add(self, block: Block) -> None:
        """Add a block to what is open."""
        self.open[-1].append(block)

    def add_text(self, texts: list[StyledText]) -> None:
        """Add a paragraph or a heading, if it says anything."""
        if self.says(texts):
            self.add(TextBlock(tuple(texts), self.level, self.is_tight))

    def add_code(self, code: str, language: str = "", info: str = "") -> None:
        """Add code, if there is any."""
        if code.strip():
            self.says_something = True
            self.add(CodeBlock(tuple(self.finder.parts(code, "")), language, info))

    def says(self, texts: Iterable[StyledText]) -> bool:
        """Whether there is anything but blanks; that there is more than ornaments is kept."""
        said = "".join(one.text or one.target for one in texts).strip()
        self.says_something = self.says_something or bool(said.strip(ORNAMENTS))
        return bool(said)


# Readers: each takes the document and a token, and adds what the token begins, holds or ends.


def _begin_text(document: _Document, token: Token) -> None:
    document.level = 0 if token.tag == "p" else int(token.tag[1:])
    document.is_tight = token.hidden


def _read_text(document: _Document, token: Token) -> None:
    texts = texts_of(token.children or [], document.wording, document.look)
    if document.rows is None:
        document.add_text(texts)
    elif token.meta.get("is_heading"):
        document.rows[-1].append(tuple(_bold(texts)))
    else:
        document.rows[-1].append(tuple(texts))


def _bold(texts: Iterable[StyledText]) -> Iterator[StyledText]:
    return (one._replace(style=f"bold {one.style}".strip()) for one in texts)


def _end_text(document: _Document, _token: Token) -> None:
    document.level, document.is_tight = 0, False


def _begin_list(document: _Document, token: Token) -> None:
    document.items.append([])
    document.firsts.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)


def _end_list(document: _Document, _token: Token) -> None:
    document.add(ListBlock(tuple(document.items.pop()), document.firsts.pop()))


def _begin_box(document: _Document, _token: Token) -> None:
    document.open.append([])


def _end_item(document: _Document, _token: Token) -> None:
    document.items[-1].append(tuple(document.open.pop()))


def _end_quote(document: _Document, _token: Token) -> None:
    document.add(QuoteBlock(tuple(document.open.pop())))


def _read_rule(document: _Document, _token: Token) -> None:
    document.add(RuleBlock())


def _read_code(document: _Document, token: Token) -> None:
    code = token.content.rstrip()
    if not code:
        document.add_text([StyledText(f"{token.markup}{token.info}")])
        return
    info = document.finder.without_signs(token.info)
    language, *more = info.split(maxsplit=1)[:2] or [""]
    document.add_code(code, language, info.strip() if more else "")


def _read_preformatted(document: _Document, token: Token) -> None:
    from flashcards.views.markup.html import preformatted

    document.add_code(plain(preformatted(token.content)).rstrip())


def _read_verbatim(document: _Document, token: Token) -> None:
    document.add_text(document.finder.parts(token.content, ""))


def _begin_table(document: _Document, token: Token) -> None:
    document.rows, document.sides = [], list(token.meta.get("sides", ()))
    document.headings = token.meta.get("headings", 1)


def _begin_row(document: _Document, _token: Token) -> None:
    if document.rows is not None:
        document.rows.append([])


def _begin_heading_cell(document: _Document, token: Token) -> None:
    side = str(token.attrs.get("style", "")).rpartition(":")[2]
    document.sides.append(_SIDES.get(side, "left"))


def _end_table(document: _Document, _token: Token) -> None:
    rows, document.rows = document.rows or [], None
    if document.says([text for row in rows for cell in row for text in cell]):
        cells = tuple(map(tuple, rows))
        document.add(TableBlock(cells, tuple(document.sides), document.headings))


_READERS: Final[dict[str, Callable[[_Document, Token], None]]] = {
    **dict.fromkeys(("paragraph_open", "heading_open"), _begin_text),
    "inline": _read_text,
    **dict.fromkeys(("paragraph_close", "heading_close"), _end_text),
    **dict.fromkeys(("bullet_list_open", "ordered_list_open"), _begin_list),
    **dict.fromkeys(("bullet_list_close", "ordered_list_close"), _end_list),
    **dict.fromkeys(("list_item_open", "blockquote_open"), _begin_box),
    "list_item_close": _end_item,
    "blockquote_close": _end_quote,
    "hr": _read_rule,
    **dict.fromkeys(("fence", "code_block"), _read_code),
    "pre": _read_preformatted,
    "verbatim": _read_verbatim,
    "table_open": _begin_table,
    "tr_open": _begin_row,
    "th_open": _begin_heading_cell,
    "table_close": _end_table,
}
