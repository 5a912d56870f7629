"""Blocks -> lines of a width."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.views.markup.blocks import (
    Block,
    CodeBlock,
    ListBlock,
    QuoteBlock,
    RuleBlock,
    StyledText,
    TableBlock,
    TextBlock,
)
from flashcards.views.markup.code_lines import Highlighter, code_lines
from flashcards.views.markup.wrapping import StyledLine, wrapped

_NARROWEST: Final = 10
"""Columns that a text keeps, however deep it is nested."""
_BULLET: Final = "• "
_BAR: Final = StyledText("▌ ", "faint")


class Layout(NamedTuple):
    """How blocks are laid out: how code is coloured, and how far it is scrolled aside.

    Code that is not scrolled goes on in the next line, with a mark.
    """

    highlighter: Highlighter | None = None
    aside: int | None = None

    def lines(
        self, blocks: Sequence[Block], width: int, *, in_item: bool = False
    ) -> list[StyledLine]:
        """The lines of the blocks, none wider than `width`."""
        lines: list[StyledLine] = []
        width = max(width, _NARROWEST)
        for number, block in enumerate(blocks):
            is_near = in_item if isinstance(block, ListBlock) else _is_tight(block)
            if number and not is_near:
                lines.append(())
            lines += self._block(block, width)
        return lines

    def _block(self, block: Block, width: int) -> Sequence[StyledLine]:
        match block:
            case TextBlock():
                return wrapped(_styled(block), width)
            case CodeBlock():
                info = wrapped([StyledText(block.info, "faint")], width) if block.info else []
                return [*info, *code_lines(block, width, self.aside, self.highlighter)]
            case TableBlock():
                from flashcards.views.markup.columns import table_lines_of

                return table_lines_of(block, width)
            case RuleBlock():
                return [(StyledText("─" * width, block.style),)]
            case QuoteBlock():
                return self._boxed(block.blocks, width, _BAR, _BAR)
            case ListBlock():
                return list(self._items(block, width))

    def _items(self, block: ListBlock, width: int) -> Iterator[StyledLine]:
        last = len(str((block.first or 0) + len(block.items) - 1))
        for number, item in enumerate(block.items, block.first or 0):
            marker = _BULLET if block.first is None else f"{number:>{last}}. "
            rest = StyledText(" " * len(marker))
            yield from self._boxed(item, width, StyledText(marker), rest)

    def _boxed(
        self, blocks: Sequence[Block], width: int, first: StyledText, rest: StyledText
    ) -> list[StyledLine]:
        """Lines behind a margin; where there is no room for one, below it."""
        room, in_item = width - len(first.text), first != rest
        if room < _NARROWEST:
            return [(first,), *self.lines(blocks, width, in_item=in_item)]
        lines = self.lines(blocks, room, in_item=in_item) or [()]
        return [(rest if number else first, *line) for number, line in enumerate(lines)]


def _styled(block: TextBlock) -> Iterator[StyledText]:
    """The texts of a paragraph, those of a heading with its style."""
    style = "title" if block.level == 1 else "strong" if block.level else ""
    for text in block.texts:
        yield text._replace(style=f"{style} {text.style}".strip()) if style else text


def _is_tight(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.is_tight
