"""A text -> markdown-it's tokens; other than CommonMark has it, no word of it vanishes."""

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from flashcards.views.markup import block_rules, inline_rules

_UNUSED: Final = ["reference", "html_block", "autolink", "image", "backticks"]
_IN_ANY: Final = ("paragraph", "blockquote", "list")
_IN_TEXT: Final = ("paragraph", "blockquote")
"""The blocks that another one may interrupt."""


def tokens_of(text: str) -> list[Token]:
    """The blocks of a text, an `inline` one with its children; any text, in linear time."""
    environment = {"paired": _paired(text), "searched": {}}
    return _parser().parse(text, environment)


def _paired(text: str) -> frozenset[str]:
    if "<" not in text:
        return frozenset()
    from flashcards.views.markup.html import paired_names

    return paired_names(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.enable(["table", "strikethrough"]).disable(_UNUSED)
    blocks, inlines = parser.block.ruler, parser.inline.ruler
    blocks.before("blockquote", "raw", block_rules.raw, {"alt": [*_IN_ANY]})
    blocks.before("blockquote", "html_table", block_rules.html_table, {"alt": [*_IN_ANY]})
    blocks.before("blockquote", "definitions", block_rules.definitions)
    blocks.at("blockquote", block_rules.quote, {"alt": [*_IN_ANY]})
    blocks.at("list", block_rules.nested_list, {"alt": [*_IN_TEXT]})
    blocks.at("table", block_rules.whole_table, {"alt": ["paragraph"]})
    inlines.before("escape", "code_or_math", inline_rules.code_or_math)
    inlines.at("link", inline_rules.link)
    inlines.at("html_inline", inline_rules.angle)
    parser.core.ruler.at("inline", inline_rules.inline)
    return parser
