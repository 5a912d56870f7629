"""The deletions of a cloze: which brackets in its text are asked, and which are something else."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import Blocks, holding
from flashcards.core.decks.markdown.inline import TextSpan
from flashcards.core.decks.markdown.opaque import opaque_spans
from flashcards.core.decks.markdown.tokens import blocks_of, reference_label

_MARK: Final = re.compile(r"\\.|[\[\]()]|\n[^\S\n]*(?=\n)")
_MAY_HIDE: Final = re.compile(r"```|~~~|\$\$|<|\]:|^(?: {4}|\t| {1,3}\t)", re.MULTILINE)
_TASK: Final = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+")
_OTHER_MARK: Final = re.compile(r"\^|!\w[\w-]*[-+]?\Z|-?@[\w{]")
_HINT: Final = re.compile(r"\s::\s")
_IN_CODE: Final = re.compile(r"\{\{((?:(?!\{\{|\}\}(?!\})).)+)\}\}", re.DOTALL)
_CLOZE_CODE: Final = "cloze"


class Deletion(NamedTuple):
    """What is asked, in the source of a cloze: with its brackets, and without them and the hint."""

    start: int
    end: int
    inside: TextSpan
    hint: str = ""


class _Brackets(NamedTuple):
    """The pairs of square and of round brackets in a text: start -> end (the closing one)."""

    square: dict[int, int]
    round: dict[int, int]


class _Opaque(NamedTuple):
    """Where brackets do not count, the references a text defines, and its fences for deletions."""

    spans: list[TextSpan]
    references: Collection[str]
    fences: list[TextSpan]


def deletions_of(front: str) -> list[Deletion]:
    """The deletions of a cloze, in order: outermost brackets that are nothing else."""
    opaque = _opaque(front)
    found = [*_in_brackets(front, opaque), *_in_code(front, opaque.fences)]
    return sorted(found) if opaque.fences else found


def is_attached(front: str, deletion: Deletion) -> bool:
    """Whether the bracket is right after a letter or a bracket, where it may mean something else.

    A letter of a script without blanks, such as Japanese, says nothing; it has no upper case.
    """
    before = front[deletion.start - 1 : deletion.start]
    return front[deletion.start] == "[" and (
        before in {"]", ")"} or before.lower() != before.upper()
    )


def with_text_brackets(front: str, references: Collection[str]) -> str:
    r"""The front with `\[..\]` around what is a link by a definition outside of the card.

    The card shows it without that definition; so everyone sees the same deletions.
    """
    if not references:
        return front
    opaque = _opaque(front)
    escaped: list[int] = []
    place, brackets = 0, _brackets(front, opaque.spans)
    for start, end in sorted(brackets.square.items()):
        if start >= place:
            pair = TextSpan(start, end)
            place = _link_end(front, pair, brackets, references)
            if place > end == _link_end(front, pair, brackets, opaque.references):
                escaped += (start, end - 1)
    pieces: list[str] = []
    place = 0
    for at in escaped:
        pieces += (front[place:at], "\\")
        place = at
    return "".join([*pieces, front[place:]])


def _in_brackets(front: str, opaque: _Opaque) -> Iterator[Deletion]:
    brackets = _brackets(front, opaque.spans)
    place = 0
    for start, end in sorted(brackets.square.items()):
        if start < place:
            continue
        place = _link_end(front, TextSpan(start, end), brackets, opaque.references)
        is_wiki_link = brackets.square.get(start + 1) == end - 1
        if place == end and not is_wiki_link and not _is_mark(front, start, end):
            yield _with_hint(front, start, end, opaque.spans)


def _in_code(front: str, fences: Sequence[TextSpan]) -> Iterator[Deletion]:
    for fence in fences:
        for found in _IN_CODE.finditer(front, *fence):
            if found[1].strip():
                yield Deletion(*found.span(), TextSpan(*found.span(1)))


def _with_hint(front: str, start: int, end: int, opaque: Sequence[TextSpan]) -> Deletion:
    """A deletion with the hint behind its first `::` outside code and math."""
    for mark in _HINT.finditer(front, start + 1, end - 1):
        if not holding(opaque, mark.start()):
            answer = front[start + 1 : mark.start()].rstrip()
            hint = front[mark.end() : end - 1].strip()
            if answer.strip() and hint:
                inside = TextSpan(start + 1, start + 1 + len(answer))
                return Deletion(start, end, inside, hint)
            break
    return Deletion(start, end, TextSpan(start + 1, end - 1))


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
    """Whether brackets hold nothing, or mark a footnote, callout, citation or task."""
    inside = front[start + 1 : end - 1]
    if not inside.strip() or _OTHER_MARK.match(inside):
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


def _opaque(front: str) -> _Opaque:
    """Where brackets do not count, and the references defined in a text."""
    if not _MAY_HIDE.search(front):
        return _Opaque(opaque_spans(front), (), [])
    lines = front.split("\n")
    blocks = blocks_of(lines)
    if any(one.line == 0 for one in blocks.unclosed):
        blocks = blocks_of([f"C: {lines[0]}", *lines[1:]])
    spans: list[TextSpan] = []
    place = 0
    for is_hidden, stretch in groupby(zip(blocks.hidden, lines, strict=True), _is_hidden):
        text = "\n".join(line for _, line in stretch)
        found = [TextSpan(0, len(text))] if is_hidden else opaque_spans(text)
        spans += (TextSpan(place + start, place + end) for start, end in found)
        place += len(text) + 1
    return _Opaque(spans, blocks.references, list(_cloze_fences(lines, blocks)))


def _cloze_fences(lines: Sequence[str], blocks: Blocks) -> Iterator[TextSpan]:
    """The fences that hold deletions: those whose info ends in `cloze`."""
    fences = [one for one in blocks.fences if one.info.split()[-1:] == [_CLOZE_CODE]]
    if fences:
        ends = [0]
        for line in lines:
            ends.append(ends[-1] + len(line) + 1)
        for fence in fences:
            yield TextSpan(ends[fence.lines.start + 1], ends[fence.lines.end] - 1)


def _is_hidden(line: tuple[int, str]) -> bool:
    return line[0] > 0
