"""Clozes: `C:`, with `[deletions]` in square brackets."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import normalize

from flashcards.core.card import Card, Kind
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.markdown.inline import TextSpan, code_and_math
from flashcards.core.decks.markdown.tokens import blocks_of, reference_label
from flashcards.core.decks.page import Page
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax, Texts
from flashcards.core.identity import normalised, sibling_ids
from flashcards.core.problem import error

MOST_DELETIONS: Final = 250
"""Deletions that a cloze may have: each of its cards, one a day, holds all of its text."""

_MARK: Final = re.compile(r"\\.|[\[\]()]|\n[^\S\n]*(?=\n)")
_MAY_HIDE: Final = re.compile(r"```|~~~|\$\$|<|\]:|^(?: {4}|\t| {1,3}\t)", re.MULTILINE)
_TASK: Final = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+")


class _Brackets(NamedTuple):
    """The pairs of square and of round brackets in a text: start -> end (the closing one)."""

    square: dict[int, int]
    round: dict[int, int]


def clozes(search: Search) -> Iterator[Found]:
    """The clozes of `C:` tags: one face for each deletion."""
    for letter, lines in search.stretches:
        if letter == "C":
            yield _cloze(search.page, lines)


def as_cloze(card: Card) -> Texts:
    """A cloze with all its deletions."""
    return (("C:", card.front),)


@lru_cache(maxsize=1)  # siblings, which share their text, are read one after the other
def cloze_text(front: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a cloze without the brackets of its deletions, and their spans in it."""
    kept: list[str] = []
    spans: list[tuple[int, int]] = []
    place = length = 0
    for start, end in _deletions(front):
        before, inside = front[place:start], front[start + 1 : end - 1]
        kept += (before, inside)
        spans.append((length + len(before), length + len(before) + len(inside)))
        length = spans[-1][1]
        place = end
    return "".join([*kept, front[place:]]), tuple(spans)


def cloze_faces(front: str) -> tuple[Face, ...]:
    """What each deletion of a cloze asks, with its id."""
    text, spans = cloze_text(front)
    ids = sibling_ids(Kind.CLOZE, text, "", _normalised_spans(text, spans))
    return tuple(Face(front, "", *asked) for asked in zip(spans, ids, strict=True))


def _cloze(page: Page, lines: LineRange) -> Found:
    front = _with_text_brackets(page.tagged_text(lines), page.blocks.references)
    if not front:
        return error(page.file, lines.start, "empty cloze", "write its text after the `C:`")
    faces = cloze_faces(front)
    if not faces:
        hint = "put what is to be asked in [square brackets]"
        return error(page.file, lines.start, "cloze without a deletion", hint)
    if len(faces) > MOST_DELETIONS:
        message = f"{len(faces):,} deletions in one cloze: {MOST_DELETIONS} are the most"
        return error(page.file, lines.start, message, "make several clozes of it")
    return Draft(Kind.CLOZE, lines, faces)


def _normalised_spans(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans in the text as an id sees it: NFC, no white space at the end of a line."""
    if text == normalised(text):
        return spans
    edges = [edge for span in spans for edge in span]
    moved: list[int] = []
    place = length = 0
    for line in text.split("\n"):
        kept, column = line.rstrip(), 0
        while len(moved) < len(edges) and edges[len(moved)] <= place + len(line):
            edge = min(edges[len(moved)] - place, len(kept))
            length += len(normalize("NFC", kept[column:edge]))
            moved.append(length)
            column = edge
        length += len(normalize("NFC", kept[column:])) + 1
        place += len(line) + 1
    return list(zip(moved[::2], moved[1::2], strict=True))


def _deletions(front: str) -> Iterator[TextSpan]:
    """The outermost pairs of brackets that are no link, footnote, task box, and not empty."""
    opaque, references = _opaque(front)
    brackets = _brackets(front, opaque)
    place = 0
    for start, end in sorted(brackets.square.items()):
        if start < place:
            continue
        place = _link_end(front, TextSpan(start, end), brackets, references)
        if place == end and not _is_mark(front, start, end):
            yield TextSpan(start, end)


def _link_end(front: str, pair: TextSpan, brackets: _Brackets, references: Collection[str]) -> int:
    """Where a link that begins with the brackets ends; behind them if it is one by definition."""
    start, end = pair
    if end in brackets.round:
        return brackets.round[end]
    second = brackets.square.get(end, end)
    if second - end > len("[]"):
        return second
    is_defined = reference_label(front[start + 1 : end - 1]) in references
    return max(second, end + 1) if is_defined else end


def _is_mark(front: str, start: int, end: int) -> bool:
    inside = front[start + 1 : end - 1]
    if not inside.strip() or inside[0] == "^":
        return True
    line = front.rfind("\n", 0, start) + 1
    return inside in {"x", "X"} and bool(_TASK.fullmatch(front, line, start))


def _brackets(front: str, opaque: Sequence[TextSpan]) -> _Brackets:
    """The pairs outside the opaque spans, none over a blank line."""
    pairs = _Brackets({}, {})
    squares: list[int] = []
    rounds: list[int] = []
    for mark in _MARK.finditer(front):
        if not holding(opaque, mark.start()):
            _pair(mark, squares, rounds, pairs)
    return pairs


def _pair(mark: re.Match[str], squares: list[int], rounds: list[int], pairs: _Brackets) -> None:
    if mark[0] == "[":
        squares.append(mark.start())
    elif mark[0] == "(":
        rounds.append(mark.start())
    elif mark[0] == "]" and squares:
        pairs.square[squares.pop()] = mark.end()
    elif mark[0] == ")" and rounds:
        pairs.round[rounds.pop()] = mark.end()
    elif mark[0][0] == "\n":
        squares.clear()
        rounds.clear()


def _opaque(front: str) -> tuple[list[TextSpan], Collection[str]]:
    """Where brackets do not count (code, math, comments), and the references defined in a text."""
    if not _MAY_HIDE.search(front):
        return code_and_math(front), ()
    lines = front.split("\n")
    blocks = blocks_of(lines)
    if any(one.line == 0 for one in blocks.unclosed):
        blocks = blocks_of([f"C: {lines[0]}", *lines[1:]])
    spans: list[TextSpan] = []
    place = 0
    for is_hidden, stretch in groupby(zip(blocks.hidden, lines, strict=True), _is_hidden):
        text = "\n".join(line for _, line in stretch)
        found = [TextSpan(0, len(text))] if is_hidden else code_and_math(text)
        spans += (TextSpan(place + start, place + end) for start, end in found)
        place += len(text) + 1
    return spans, blocks.references


def _is_hidden(line: tuple[int, str]) -> bool:
    return line[0] > 0


def _with_text_brackets(front: str, references: Collection[str]) -> str:
    r"""The front with `\[..\]` around what is a link by a definition outside of the card.

    The card shows it without that definition; so everyone sees the same deletions.
    """
    if not references:
        return front
    opaque, own = _opaque(front)
    escaped: list[int] = []
    place, brackets = 0, _brackets(front, opaque)
    for start, end in sorted(brackets.square.items()):
        if start >= place:
            pair = TextSpan(start, end)
            place = _link_end(front, pair, brackets, references)
            if place > end == _link_end(front, pair, brackets, own):
                escaped += (start, end - 1)
    pieces: list[str] = []
    place = 0
    for at in escaped:
        pieces += (front[place:at], "\\")
        place = at
    return "".join([*pieces, front[place:]])


CLOZE: Final = Syntax(Kind.CLOZE, clozes, tags="C", write=as_cloze)
