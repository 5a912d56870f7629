"""Code -> lines: a line that is too wide is cut and scrolls, or goes on moved in, with a mark."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import Final, TypeAlias

from flashcards.core.cells import sign_cells
from flashcards.views.markup.blocks import CodeBlock, StyledText
from flashcards.views.markup.wrapping import StyledLine, cut_line, line_cells

Highlighter: TypeAlias = Callable[[str, str], Sequence[StyledText] | None]
"""Code and its language -> the same code in styles; None where it has none for it."""

_MARGIN: Final = "  "
_GOES_ON: Final = "› "
_MORE, _LESS = StyledText("›", "faint"), StyledText("‹", "faint")
_NARROW: Final = 12
_TAB: Final = 4
_ENDLESS: Final = 1 << 40


def code_lines(
    block: CodeBlock, width: int, aside: int | None, highlighter: Highlighter | None
) -> list[StyledLine]:
    """The lines of code, moved in by two columns.

    `aside` says how many columns of too wide code are scrolled away; None folds its lines.
    """
    lines = list(_lines(coloured(block, highlighter)))
    margin = _MARGIN if width > _NARROW else ""
    room = width - len(margin)
    if aside is None:
        return [one for line in lines for one in _folded(line, room, margin)]
    widest = max(map(line_cells, lines))
    aside = min(aside, max(0, widest - room))
    return [(StyledText(margin), *_window(line, aside, room)) for line in lines]


def coloured(block: CodeBlock, highlighter: Highlighter | None) -> Iterable[StyledText]:
    """The texts in the colours of their language, those that stand out in their own style."""
    code = "".join(one.text for one in block.texts)
    coloured = highlighter(code, block.language) if highlighter else None
    if coloured is None or "".join(one.text for one in coloured) != code:
        return block.texts
    if len(block.texts) == 1:
        return coloured
    return _laid_over(coloured, block.texts)


def _laid_over(below: Iterable[StyledText], above: Iterable[StyledText]) -> Iterator[StyledText]:
    """The same text twice, each part of it with both styles."""
    others = iter(above)
    other = next(others)
    for one in below:
        text = one.text
        while text:
            part = text[: len(other.text)]
            yield StyledText(part, f"{one.style} {other.style}".strip())
            text = text[len(part) :]
            left = other.text[len(part) :]
            other = other._replace(text=left) if left else next(others, other)


def _lines(texts: Iterable[StyledText]) -> Iterator[list[StyledText]]:
    """The lines, tabs made blanks."""
    line: list[StyledText] = []
    used = 0
    for text in texts:
        for number, part in enumerate(text.text.split("\n")):
            if number:
                yield line
                line, used = [], 0
            shown = _without_tabs(part, used) if "\t" in part else part
            used += sum(map(sign_cells, shown)) if not shown.isascii() else len(shown)
            if shown:
                line.append(text._replace(text=shown))
    yield line


def _without_tabs(text: str, used: int) -> str:
    return (" " * (used % _TAB) + text).expandtabs(_TAB)[used % _TAB :]


def _folded(line: Sequence[StyledText], room: int, margin: str) -> Iterator[StyledLine]:
    mark = _GOES_ON if margin else ""
    for number, piece in enumerate(cut_line(line, repeat(max(1, room)))):
        yield StyledText(mark if number else margin, "faint"), *piece


def _window(line: Sequence[StyledText], aside: int, room: int) -> list[StyledText]:
    """What is seen of a line, with a mark on each side where there is more."""
    if not aside and line_cells(line) <= room:
        return list(line)
    if aside:
        _, line, room = *_parted(line, aside + 1), room - 1
    seen, more = _parted(line, room)
    if more:
        seen, _ = _parted(seen, room - 1)
    return [*([_LESS] if aside else []), *seen, *([_MORE] if more else [])]


def _parted(line: Sequence[StyledText], width: int) -> tuple[StyledLine, StyledLine]:
    """A line up to a width, and what is behind it."""
    first, *rest = cut_line(line, chain((max(0, width),), repeat(_ENDLESS)))
    return first, rest[0] if rest else ()
