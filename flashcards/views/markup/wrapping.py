"""Styled texts -> lines of a width, broken between words, and beside Chinese or Japanese signs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from unicodedata import east_asian_width

from flashcards.core.cells import cells, sign_cells
from flashcards.views.markup.blocks import StyledText
from flashcards.views.text import plain

StyledLine: TypeAlias = tuple[StyledText, ...]
_Word: TypeAlias = tuple[list[StyledText], list[StyledText]]
"""The blank before it, and itself."""

_PART: Final = re.compile(r"([ \t]+)")
_RELATION: Final = re.compile(r"( +)(?=[=<>≤≥≠≪≫≈≃≅≡~∝∈∉⊂⊆⊃⊇→←↔⇒⇐⇔↦≔]|[:!]=|-> )")
"""The blank before which a formula may be broken."""
_INDENT: Final = "  "
_MARKS: Final = frozenset(".,;:!?")
_MARKER: Final = re.compile(r" *(?:• |\d{1,9}\. )?")
_NOT_FIRST: Final = frozenset("、。，．・：；？！ー）］｝〕〉》」』】〙〗…‥)]}.,;:?!’”")
_NOT_LAST: Final = frozenset("（［｛〔〈《「『【〘〖([{‘“")
"""Signs that begin no line and that end none, as Chinese and Japanese are set."""


def wrapped(texts: Iterable[StyledText], width: int) -> list[StyledLine]:
    """The lines of a paragraph, none wider than `width`; drawings that fit, on lines of their own.

    What goes on in the next line hangs behind the marker of an item.
    """
    lines: list[StyledLine] = []
    for line in _lines(texts, width):
        if line and line[0].rows:
            lines += [(StyledText(f"{_INDENT}{row}", line[0].style),) for row in line[0].rows]
        else:
            lines += _filled(line, width)
    while lines and not lines[-1]:
        lines.pop()
    return lines


def word_lines(text: str, width: int) -> list[str]:
    """A plain text in lines of a width, broken between words."""
    lines = wrapped([StyledText(plain(text))], width)
    return ["".join(one.text for one in line).rstrip() for line in lines]


def line_cells(line: Iterable[StyledText]) -> int:
    """How many cells a line takes."""
    return sum(cells(one.text) for one in line)


def cut_line(line: Iterable[StyledText], widths: Iterator[int]) -> Iterator[StyledLine]:
    """A line in pieces, each no wider than the next of the widths; no mark leaves its sign."""
    piece: list[StyledText] = []
    room = next(widths)
    for text in line:
        start = 0
        for place, sign in enumerate(text.text):
            size = sign_cells(sign)
            if size > room and (piece or place > start or not room):
                yield (*piece, text._replace(text=text.text[start:place]))
                piece, start, room = [], place, next(widths)
            room -= size
        piece.append(text._replace(text=text.text[start:]))
    yield tuple(piece)


def _lines(texts: Iterable[StyledText], width: int) -> Iterator[list[StyledText]]:
    """The lines as they are written; a drawing that fits is one, with the mark behind it."""
    line: list[StyledText] = []
    drawing: StyledText | None = None
    for text in texts:
        if drawing is not None:
            mark, rest = _after_drawing(text.text)
            yield [_marked(drawing, mark)]
            text, drawing = text._replace(text=rest), None  # noqa: PLW2901
        if text.rows and max(map(cells, text.rows)) + len(_INDENT) + 1 <= width:
            if any(one.text.strip() for one in line):
                yield line
            line, drawing = [], text
            continue
        first, *others = text.text.split("\n")
        line.append(text._replace(text=first, rows=()))
        for other in others:
            yield line
            line = [text._replace(text=other, rows=())]
    yield line if drawing is None else [drawing]


def _after_drawing(text: str) -> tuple[str, str]:
    """The mark that belongs to a drawing, and what begins the line below it."""
    text = text.lstrip(" ")
    mark = text[:1] if text[:1] in _MARKS else ""
    return mark, text[len(mark) :].lstrip(" ").removeprefix("\n")


def _marked(drawing: StyledText, mark: str) -> StyledText:
    """A drawing with a mark behind its middle row."""
    rows, middle = list(drawing.rows), len(drawing.rows) // 2
    if mark:
        widest = max(map(cells, rows))
        rows[middle] += " " * (widest - cells(rows[middle])) + mark
    return drawing._replace(rows=tuple(rows))


def _filled(line: Sequence[StyledText], width: int) -> Iterator[StyledLine]:
    """A line as lines of the width."""
    marker = _MARKER.match("".join(one.text for one in line))
    hanging = len(marker[0]) if marker and len(marker[0]) <= width // 2 else 0
    filled: list[StyledText] = []
    used = 0
    for blank, word in _words(line, width):
        size = line_cells(word)
        more = line_cells(blank) + size
        if used + more <= width:
            filled += blank + word
            used += more
            continue
        if used > hanging or filled:
            yield tuple(filled)
        for number, piece in enumerate(_pieces(word, width, hanging)):
            if number:
                yield tuple(filled)
            filled = [StyledText(" " * hanging)] if hanging else []
            filled += piece
            used = line_cells(filled)
    yield tuple(filled)


def _pieces(word: Sequence[StyledText], width: int, hanging: int) -> Iterator[StyledLine]:
    """A word, cut where it is wider than a line has room."""
    room = max(1, width - hanging)
    return iter((tuple(word),)) if line_cells(word) <= room else cut_line(word, _always(room))


def _always(width: int) -> Iterator[int]:
    while True:
        yield width


def _words(line: Iterable[StyledText], width: int) -> Iterator[_Word]:
    """The words of a line, each with the blank before it; blanks at its end are left out."""
    blank: list[StyledText] = []
    word: list[StyledText] = []
    for text in line:
        is_formula = "formula" in text.style
        for number, part in enumerate(_parts(text, width)):
            if number % 2:
                if word:
                    yield blank, word
                    blank, word = [], []
                blank.append(text._replace(text=part.replace("\t", " ")))
            elif part:
                for chunk in [part] if is_formula or part.isascii() else _chunks(part):
                    if word and _may_part(word[-1].text[-1], chunk[0]):
                        yield blank, word
                        blank, word = [], []
                    word.append(text._replace(text=chunk))
    if word:
        yield blank, word


def _parts(text: StyledText, width: int) -> Iterator[str]:
    """Words and the blanks between them in turn; a formula is broken before relations first."""
    if "formula" not in text.style:
        yield from _PART.split(text.text)
        return
    for part in _RELATION.split(text.text):
        yield from _PART.split(part) if part.strip() and cells(part) > width else [part]


def _chunks(word: str) -> Iterator[str]:
    """A word in parts between which a line may be broken."""
    start = 0
    for place in range(1, len(word)):
        if _may_part(word[place - 1], word[place]):
            yield word[start:place]
            start = place
    yield word[start:]


def _may_part(before: str, after: str) -> bool:
    """Whether a line may be broken between two signs of a word."""
    if before in _NOT_LAST or after in _NOT_FIRST or not sign_cells(after):
        return False
    return _is_wide(before) or _is_wide(after)


def _is_wide(sign: str) -> bool:
    return not sign.isascii() and east_asian_width(sign) in "WF"
