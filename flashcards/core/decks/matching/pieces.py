"""A deck's text in pieces: the keys of its front matter, its cards, and the paragraphs between."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from flashcards.core.card import Card, CardId
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.parse import card_lines, parse_deck
from flashcards.core.decks.settings.front_matter import front_matter

_LINE_END: Final = re.compile(r"\r\n?|\n")
_GOES_ON: Final = {"", " ", "\t", "-"}
"""What a line begins with that goes on with the key above it."""


class TextPiece(NamedTuple):
    """Lines that belong together, the blank lines below them, and the cards that they make."""

    text: str
    gap: str
    cards: tuple[CardId, ...] = ()


class TextPieces(NamedTuple):
    """A deck's text in pieces, which joined are all of it; and its cards as they were read."""

    front: tuple[TextPiece, ...]
    body: tuple[TextPiece, ...]
    cards: tuple[Card, ...]


def pieces_of(text: str, file: str) -> TextPieces:
    """The pieces of a text with LF line ends and no byte-order mark."""
    lines = _LINE_END.split(text)
    end = front_matter(lines, file).end
    cards = parse_deck(text, file).cards
    by_line: dict[int, list[CardId]] = {}
    for card in cards:
        by_line.setdefault(card.source.line - 1, []).append(card.id)
    taken = list(_apart(one for one in card_lines(text, file) if one.start >= end))
    starts = sorted(by_line)
    body: list[TextPiece] = []
    for start, stop, is_card in _stretches(lines, end, taken):
        if is_card:
            within = starts[bisect_left(starts, start) : bisect_left(starts, stop)]
            ids = tuple(id_ for line in within for id_ in by_line[line])
            body.append(_piece(lines, start, stop, ids))
        else:
            body += _paragraphs(lines, start, stop)
    return TextPieces(tuple(_keys(lines, end)), tuple(body), cards)


def joined(pieces: Sequence[TextPiece]) -> str:
    """The text of pieces; none begins on the last line of another."""
    parts: list[str] = []
    for piece in pieces:
        if parts and not parts[-1].endswith("\n"):
            parts.append("\n")
        parts += [piece.text, piece.gap] if piece.gap else [piece.text]
    return "".join(parts)


def _keys(lines: Sequence[str], end: int) -> Iterator[TextPiece]:
    """The fences and the keys of the front matter, each with the lines that go on with it."""
    begins = [
        n for n in range(end) if n in {0, end - 1} or lines[n][:1] not in {"", " ", "\t", "-"}
    ]
    for start, stop in pairwise([*begins, end]):
        yield _piece(lines, start, stop, ())


def _apart(ranges: Iterator[LineRange]) -> Iterator[LineRange]:
    """The ranges, those that overlap as one."""
    open_: LineRange | None = None
    for one in ranges:
        if open_ is not None and one.start < open_.end:
            open_ = LineRange(open_.start, max(open_.end, one.end))
            continue
        if open_ is not None:
            yield open_
        open_ = one
    if open_ is not None:
        yield open_


def _stretches(
    lines: Sequence[str], begin: int, taken: Sequence[LineRange]
) -> Iterator[tuple[int, int, bool]]:
    """What the cards take, and what is between them; blank lines go with what is above."""
    place = begin
    for one in taken:
        if place < one.start:
            yield place, one.start, False
        place = one.end
        while place < len(lines) and not lines[place].strip():
            place += 1
        yield one.start, place, True
    if place < len(lines):
        yield place, len(lines), False


def _paragraphs(lines: Sequence[str], start: int, stop: int) -> Iterator[TextPiece]:
    begins = [start]
    begins += [n for n in range(start + 1, stop) if lines[n].strip() and not lines[n - 1].strip()]
    for begin, end in pairwise([*begins, stop]):
        yield _piece(lines, begin, end, ())


def _piece(lines: Sequence[str], start: int, stop: int, cards: tuple[CardId, ...]) -> TextPiece:
    """The lines as a piece; each ends with a line feed, but the last one of the text."""
    last = stop
    while last > start and not lines[last - 1].strip():
        last -= 1
    text, gap = "\n".join(lines[start:last]), "\n".join(lines[last:stop])
    ends = "\n" if stop < len(lines) else ""
    if last == stop:
        return TextPiece(text, ends, cards)
    return TextPiece(text, ("\n" if last > start else "") + gap + ends, cards)
