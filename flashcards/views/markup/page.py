"""Blocks of a text as HTML: the counterpart of a terminal's lines."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol

from flashcards.core.decks.media import is_media
from flashcards.views.html import Child, Html, element, joined, leads
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
from flashcards.views.markup.code_colours import CodeColours
from flashcards.views.markup.code_lines import coloured
from flashcards.views.markup.document import blocks_of

_ELEMENTS: Final = {
    "bold": "strong",
    "italic": "em",
    "code": "code",
    "strike": "s",
    "underline": "u",
    "raised": "sup",
    "lowered": "sub",
    "found": "mark",
    "gap": "mark",
    "mark": "mark",
}
_CLASSES: Final = frozenset({"gap", "found", "keyword", "string", "comment", "number", "name"})
_FIRST_LEVEL: Final = 3
"""The heading that a card's largest one is: above it are the page's and the card's own."""
_SMALLEST: Final = 6
_EMBED: Final = re.compile(r"!\[\[([^\[\]|#\n]+)[^\[\]\n]*\]\]|\[sound:([^\[\]\n]+)\]")
"""Files by their names alone, which at a terminal stay as they are written."""
_PAGE: Final = Look(is_page=True)


class ShownMedia(Protocol):
    """What shows the files that a card names."""

    def shown(self, address: str, called: str, *, is_name: bool = False) -> Html:
        """What an address in the card leads to, as it is seen or heard."""


class MarkupPage:
    """How the text of one card is shown, with the files that it names.

    `formula` makes of one, with its marks, what is shown.
    """

    def __init__(self, formula: Callable[[str], Html], media: ShownMedia | None = None) -> None:
        self._formula, self._media = formula, media
        self._colours = CodeColours()

    def shown(self, text: str, marked: Marking | None = None) -> Html:
        """All that a text says."""
        return self._blocks(blocks_of(text, _PAGE, marked))

    def _blocks(self, blocks: Sequence[Block]) -> Html:
        return joined(map(self._block, blocks))

    def _block(self, block: Block) -> Child:
        match block:
            case TextBlock():
                return self._paragraph(block)
            case CodeBlock():
                return self._code(block)
            case TableBlock():
                return self._table(block)
            case RuleBlock():
                return element("hr")
            case QuoteBlock():
                return element("blockquote", self._blocks(block.blocks))
            case ListBlock():
                items = [element("li", self._blocks(item)) for item in block.items]
                if block.first is None:
                    return element("ul", items)
                return element("ol", items, start=None if block.first == 1 else block.first)

    def _paragraph(self, block: TextBlock) -> Html:
        texts = joined(self._texts(block.texts))
        if block.level:
            return element(f"h{min(_SMALLEST, block.level + _FIRST_LEVEL - 1)}", texts)
        has_math = any("formula" in one.style for one in block.texts)
        if block.is_tight and not has_math:
            return joined(texts, "\n")
        return element("p", texts, class_="math" if has_math else None)

    def _code(self, block: CodeBlock) -> Html:
        info = element("small", block.info, class_="quiet") if block.info else None
        texts = [_styled(one, one.text) for one in coloured(block, self._colours)]
        return joined(info, element("pre", element("code", texts), tabindex=0))

    def _table(self, block: TableBlock) -> Html:
        rows = [
            element("tr", [self._cell(block, number, *one) for one in enumerate(row)])
            for number, row in enumerate(block.rows)
        ]
        head, body = rows[: block.headings], rows[block.headings :]
        table = element("table", element("thead", head) if head else None, element("tbody", body))
        return element("div", table, class_="wide", tabindex=0)

    def _cell(self, block: TableBlock, row: int, column: int, texts: Sequence[StyledText]) -> Html:
        side = block.alignments[column] if column < len(block.alignments) else "left"
        is_heading = row < block.headings
        return element(
            "th" if is_heading else "td",
            joined(self._texts(texts)),
            class_=None if side == "left" else side,
            scope="col" if is_heading else None,
        )

    def _texts(self, texts: Sequence[StyledText]) -> Iterator[Child]:
        """The texts; those that lead to one place, one after the other, are one link."""
        for target, some in groupby(texts, lambda one: one.target):
            pieces = list(some)
            if target:
                yield from self._linked(target, pieces)
            else:
                yield from map(self._text, pieces)

    def _linked(self, target: str, pieces: Sequence[StyledText]) -> Iterator[Child]:
        said = "".join(one.text for one in pieces)
        is_picture = any("picture" in one.style.split() for one in pieces)
        if self._media is not None and (is_picture or is_media(target)):
            yield self._media.shown(target, said)
            return
        shown = joined(map(self._text, pieces))
        yield link(target, shown, said)

    def _text(self, one: StyledText) -> Html:
        styles = one.style.split()
        if "formula" in styles:
            return _styled(one, self._formula(one.text))
        if self._media is not None and "code" not in styles and _EMBED.search(one.text):
            return _styled(one, joined(self._embedded(self._media, one.text)))
        return _styled(one, _with_breaks(one.text))

    def _embedded(self, media: ShownMedia, text: str) -> Iterator[Child]:
        place = 0
        for found in _EMBED.finditer(text):
            yield _with_breaks(text[place : found.start()])
            yield media.shown(found[1] or found[2], "", is_name=True)
            place = found.end()
        yield _with_breaks(text[place:])


def link(address: str, shown: Html, said: str) -> Html:
    """A text that leads to an address; to one that no page may open, the address behind it."""
    if leads(address):
        return element("a", shown, href=address, rel="noreferrer", target="_blank")
    return shown if said == address else joined(shown, behind(f" ({address})"))


def behind(said: str) -> Html:
    """What is said in small letters behind something."""
    return element("small", said, class_="quiet")


def _with_breaks(text: str) -> Html:
    first, *others = text.split("\n")
    return joined(first, [(element("br"), other) for other in others])


def _styled(one: StyledText, inside: Child) -> Html:
    """A text in the elements of its styles, the first style outermost."""
    made = joined(inside)
    for style in reversed(one.style.split()):
        name = _ELEMENTS.get(style)
        classes = style if style in _CLASSES else None
        if name or classes:
            made = element(name or "span", made, class_=classes)
    return made
