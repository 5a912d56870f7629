"""The points of an answer: what has to be said, a list right after its first, bold sentence."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import Card, Kind
from flashcards.core.decks.markdown.blocks import Blocks, Item
from flashcards.core.decks.markdown.tokens import blocks_of
from flashcards.errors.cards import NoPoints, UnknownPoint

MOST_POINTS: Final = 9
"""A longer list is told, not ticked: each point has a digit as its key."""

_ASKING: Final = {Kind.QUESTION, Kind.HEADING, Kind.LINE}
_MARKS: Final = ("**", "__")
_BOLD: Final = re.compile(r"\s*(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1[.!?:]?\s*", re.DOTALL)
_MARKER: Final = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBERED: Final = len("1. ")


class Point(NamedTuple):
    """A point: the lines of the answer from `start` to `end` (excluded), from 0, and its text."""

    start: int
    end: int
    text: str


def points_of(card: Card) -> tuple[Point, ...]:
    """The points of a card's answer, in order; none where it has no such list."""
    return points_in(card.kind, card.back)


def points_in(kind: Kind, answer: str) -> tuple[Point, ...]:
    """The same of a kind of card with such an answer."""
    if kind not in _ASKING or not any(mark in answer for mark in _MARKS):
        return ()
    lines = answer.split("\n")
    blocks = blocks_of(lines)
    core = _next_written(lines, blocks, 0)
    ends = [one.end for one in blocks.paragraphs if one.start == core]
    if not ends or not _BOLD.fullmatch("\n".join(lines[core : ends[0]])):
        return ()
    points = tuple(_point(lines, item) for item in _list_at(lines, blocks, ends[0]))
    return points if len(points) <= MOST_POINTS and all(one.text for one in points) else ()


def ticked(answer: str, points: Sequence[Point], said: Collection[int]) -> str:
    """The answer with its points numbered from 1, each with a box: ticked if it was said."""
    lines = answer.split("\n")
    for number, point in enumerate(points, 1):
        first = lines[point.start]
        end = _end_of_marker(first)
        box = "[x]" if number in said else "[ ]"
        lines[point.start] = f"{number}. {box} {first[end:]}"
        deeper = " " * (_NUMBERED - end)
        for line in range(point.start + 1, point.end):
            lines[line] = deeper + lines[line] if lines[line].strip() else lines[line]
    return "\n".join(lines)


def chosen(points: Sequence[Point], numbers: Iterable[int]) -> tuple[int, ...]:
    """The numbers of points, in order, each once; raises `NoPoints` or `UnknownPoint`."""
    if not points:
        raise NoPoints
    found = tuple(sorted(set(numbers)))
    for number in found:
        if not 1 <= number <= len(points):
            raise UnknownPoint(number, len(points))
    return found


def _next_written(lines: Sequence[str], blocks: Blocks, start: int) -> int:
    """The first line from `start` on that says something, outside comments."""
    after = range(start, len(lines))
    written = (at for at in after if lines[at].strip() and not blocks.hidden[at])
    return next(written, len(lines))


def _list_at(lines: Sequence[str], blocks: Blocks, start: int) -> list[Item]:
    """The items of the list that comes next."""
    found: list[Item] = []
    for item in (one for one in blocks.items if one.top):
        if item.lines.start == _next_written(
            lines, blocks, found[-1].lines.end if found else start
        ):
            found.append(item)
    return found


def _point(lines: Sequence[str], item: Item) -> Point:
    start, end = item.paragraph
    text = "\n".join(lines[start:end])
    said = text[_end_of_marker(text) :] if start == item.lines.start else ""
    return Point(*item.lines, " ".join(said.split()))


def _end_of_marker(text: str) -> int:
    marker = _MARKER.match(text)
    return marker.end() if marker else 0
