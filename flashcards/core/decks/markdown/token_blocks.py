"""Markdown tokens -> blocks; knows how tokens look, but not markdown-it."""

import re
from collections.abc import Sequence
from typing import Final, Protocol

from flashcards.core.decks.markdown.blocks import (
    Blocks,
    CodeFence,
    Heading,
    Hidden,
    Item,
    LineRange,
    Row,
    Unclosed,
)

HIDING_HTML: Final = re.compile(
    r"[ \t]*<(?:!--|(?:script|pre|style|textarea)(?=[\s>]))", re.IGNORECASE
)
"""The start of HTML in which nothing counts: a comment, or raw text."""

_RAW_HTML_END: Final = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)


class MarkdownToken(Protocol):
    """What is read of a token; an inline `content`, `map` in lines, `level` 0 outside lists."""

    type: str
    tag: str
    map: list[int] | None
    level: int
    content: str
    markup: str
    info: str


def read_tokens(
    tokens: Sequence[MarkdownToken], tags: list[int], references: frozenset[str], size: int
) -> Blocks:
    """The blocks of a file of so many lines."""
    blocks = Blocks(tags, [], [], [], [], [], bytearray(size), [], references)
    for index, token in enumerate(tokens):
        reader = _READERS.get(token.type)
        if reader is not None:
            reader(tokens, index, blocks)
    return blocks


# Readers: each takes the tokens, the index of the one to read, and the blocks to add to.


def _read_heading(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    token = tokens[index]
    blocks.headings.append(
        Heading(
            lines_of(token),
            int(token.tag[1]),
            tokens[index + 1].content,
            nested=token.level > 0,
            underlined=not token.markup,
        )
    )


def _read_rule(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    blocks.rules.append(lines_of(tokens[index]).start)


def _read_paragraph(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    if not tokens[index].level:
        blocks.paragraphs.append(lines_of(tokens[index]))


def _read_item(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    lines, first = lines_of(tokens[index]), tokens[index + 1]
    opens_with_text = first.type == "text"
    paragraph = lines_of(first) if opens_with_text else LineRange(lines.start, lines.start)
    blocks.items.append(Item(lines, paragraph, top=tokens[index].level == 1))


def _read_table(_tokens: Sequence[MarkdownToken], _index: int, blocks: Blocks) -> None:
    blocks.tables.append([])


def _read_row(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    cells, line = [], lines_of(tokens[index]).start
    while tokens[index].type != "tr_close":
        if tokens[index].type == "inline":
            cells.append(tokens[index].content)
        index += 1
    blocks.tables[-1].append(Row(line, tuple(cells)))


def _read_hidden(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    token = tokens[index]
    is_html = token.type == "html_block"
    if is_html and not HIDING_HTML.match(token.content):
        return
    start, end = lines_of(token)
    what = _name(token)
    hidden = Hidden.COMMENT if what == "comment" else Hidden.CODE
    blocks.hidden[start:end] = bytes([hidden]) * (end - start)
    if lacks_end(token):
        blocks.unclosed.append(Unclosed(start, what, swallows=end >= len(blocks.hidden)))


def _read_fence(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    blocks.fences.append(CodeFence(lines_of(tokens[index]), tokens[index].info))
    _read_hidden(tokens, index, blocks)


def _read_indented(tokens: Sequence[MarkdownToken], index: int, blocks: Blocks) -> None:
    if not tokens[index].level:
        blocks.indented.append(lines_of(tokens[index]))
    _read_hidden(tokens, index, blocks)


def _name(token: MarkdownToken) -> str:
    if token.type == "math":
        return "`$$` block"
    if token.type == "html_block":
        return "comment" if token.content.lstrip().startswith("<!--") else "block of raw HTML"
    return "fence"


def lacks_end(token: MarkdownToken) -> bool:
    """Whether a fence, `$$` block, comment or raw HTML is never closed."""
    if token.type == "fence":
        start, end = lines_of(token)
        return token.content.count("\n") != end - start - 2
    if token.type == "math":
        return not token.info
    if token.type == "html_block":
        text = token.content
        return "-->" not in text if _name(token) == "comment" else not _RAW_HTML_END.search(text)
    return False


def lines_of(token: MarkdownToken) -> LineRange:
    """The lines of a token."""
    start, end = token.map or (0, 0)
    return LineRange(start, end)


_READERS: Final = {
    "heading_open": _read_heading,
    "rule": _read_rule,
    "text": _read_paragraph,
    "list_item_open": _read_item,
    "table_open": _read_table,
    "tr_open": _read_row,
    "fence": _read_fence,
    "code_block": _read_indented,
    "html_block": _read_hidden,
    "math": _read_hidden,
}
