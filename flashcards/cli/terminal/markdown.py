"""A card's Markdown as lines for a terminal, styled as the terminal can show it."""

from typing import Final

from flashcards.cli.terminal.frame import ShownPage
from flashcards.cli.terminal.styles import has_colours, is_ascii, styled
from flashcards.core.decks.sides import Sides
from flashcards.views.markup.blocks import Look, Marking
from flashcards.views.markup.code_colours import CodeColours
from flashcards.views.markup.document import blocks_of
from flashcards.views.markup.layout import Layout

_FOUND: Final = "found"
"""The style of what was asked."""


def markdown_lines(text: str, width: int, *, math: str = "signs") -> list[str]:
    """The text in at most `width` columns, a string a line, styled by ANSI codes."""
    return page_of(text, width, math=math, aside=None).lines


def card_page(  # noqa: PLR0913 - a card and how it is to be seen
    shown: Sides,
    width: int,
    *,
    is_revealed: bool,
    math: str,
    aside: int = 0,
    plain: bool = False,
) -> ShownPage:
    """A card's question, and its answer where it is revealed; that of a cloze in its place.

    The page opens where the first gap, the first deletion or the answer is.
    """
    gaps = Marking(shown.gaps, "gap") if shown.gaps else None
    if not is_revealed or not shown.answer:
        return page_of(shown.question, width, marked=gaps, math=math, aside=aside, plain=plain)
    if shown.deletions:
        found = Marking(shown.deletions, _FOUND)
        return page_of(shown.answer, width, marked=found, math=math, aside=aside, plain=plain)
    question = page_of(shown.question, width, math=math, aside=aside, plain=plain).lines
    answer = page_of(shown.answer, width, math=math, aside=aside, plain=plain).lines
    return ShownPage([*question, "", "─" * width, "", *answer], len(question) + 3)


def page_of(  # noqa: PLR0913 - a text and how it is to be seen
    text: str,
    width: int,
    *,
    marked: Marking | None = None,
    math: str = "signs",
    aside: int | None = 0,
    plain: bool = False,
) -> ShownPage:
    """The text in at most `width` columns; its code scrolled by some, or folded where None.

    `plain`: its styles will not be seen, and nothing can be moved aside.
    """
    way = "ascii" if math == "signs" and is_ascii() else math
    is_bracketed = marked is not None and marked.style == _FOUND
    look = Look(way, brackets=is_bracketed and (plain or not has_colours()))
    blocks = blocks_of(text, look, marked)
    colours = CodeColours() if has_colours() and not plain else None
    lines = Layout(colours, None if plain else aside).lines(blocks, width)
    style = marked.style if marked else ""
    places = (
        number
        for number, line in enumerate(lines)
        if style and any(style in one.style.split() for one in line)
    )
    return ShownPage([styled(line) for line in lines or [()]], next(places, 0))
