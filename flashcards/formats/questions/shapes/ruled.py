"""Cards parted by lines that are marks only: `---` between cards, `?` between their sides."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from flashcards.formats.questions.answers import answer_of
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import wording_of

_MARKS: Final = re.compile(r"(?:-{3,}|_{3,}|\*{3,}|={3,}|\+{3,}|%{1,3}|\?{1,2}|&&&|<-+>)[ \t]*")
_FEWEST: Final = 2
_SHARE: Final = 0.7
_LONGEST: Final = 100


def asked_by_rules(bank: QuestionBank) -> Iterator[AskedText]:
    """The cards of a ruled deck, or of paragraphs with a `?` between; their lines are taken."""
    marks = [
        (number, _kind(bank.raw[number]))
        for number, line in enumerate(bank.lines)
        if line.sort in {Sort.TEXT, Sort.RULE}
        and not bank.taken[number]
        and len(line.content) < _LONGEST
        and _MARKS.fullmatch(line.content)
    ]
    yield from _between_questions(bank, [line for line, kind in marks if kind in {"?", "??"}])
    kinds = sorted({kind for _, kind in marks if kind not in {"?", "??"}})
    for inner in kinds:
        for outer in kinds:
            if inner != outer and _alternate(marks, inner, outer):
                yield from _cards(bank, marks, inner, outer)
                return


def _kind(raw: str) -> str:
    bare = raw.strip()
    return bare if bare[0] in "?%&<" else bare[0]


def _alternate(marks: Sequence[tuple[int, str]], inner: str, outer: str) -> bool:
    """Whether the two kinds of lines take turns, the inner first, mostly."""
    kinds = [kind for _, kind in marks if kind in {inner, outer}]
    inners = kinds.count(inner)
    if inners < _FEWEST or not kinds.count(outer):
        return False
    first = next(kind for kind in kinds)
    turns = sum(one != two for one, two in pairwise(kinds))
    fits = inners - 1 <= kinds.count(outer) <= inners + 1
    return fits and turns >= _SHARE * (len(kinds) - 1) and (first == inner or kinds[-1] == outer)


def _cards(
    bank: QuestionBank, marks: Sequence[tuple[int, str]], inner: str, outer: str
) -> Iterator[AskedText]:
    outers = [line for line, kind in marks if kind == outer]
    starts = [0, *(line + 1 for line in outers)]
    inners = [line for line, kind in marks if kind == inner]
    for start, end in zip(starts, [*outers, len(bank.lines)], strict=True):
        first = bisect_left(inners, start)
        if first == len(inners) or inners[first] >= end or any(bank.taken[start:end]):
            continue
        question, answer = (
            text_of(bank, start, inners[first]),
            text_of(bank, inners[first] + 1, end),
        )
        yield from _card(start, end, question, answer)
        bank.take(start, end)


def _between_questions(bank: QuestionBank, marks: Sequence[int]) -> Iterator[AskedText]:
    """Paragraphs with a line of `?` between question and answer."""
    done = -1
    for index, mark in enumerate(marks):
        start = mark
        while start > done + 1 and _is_card_line(bank, start - 1):
            start -= 1
        end, last = mark + 1, marks[index + 1] if index + 1 < len(marks) else len(bank.lines)
        while end < last and _is_card_line(bank, end):
            end += 1
        if start == mark or end == mark + 1:
            continue
        yield from _card(start, end, text_of(bank, start, mark), text_of(bank, mark + 1, end))
        bank.take(start, end)
        done = end - 1


def _is_card_line(bank: QuestionBank, line: int) -> bool:
    one = bank.lines[line]
    return (
        one.content not in {"?", "??"}
        and not bank.taken[line]
        and one.sort not in {Sort.BLANK, Sort.HEADING, Sort.RULE}
    )


def _card(start: int, end: int, question: str, answer: str) -> Iterator[AskedText]:
    """A card whose question is its first paragraph, what follows being shown below."""
    lines = question.lstrip("\n").split("\n")
    title = re.sub(r"^#{1,6}[ \t]+", "", lines[0].strip())
    words = wording_of(title)
    if words.text:
        body = "\n".join(lines[1:]).strip("\n")
        yield AskedText(
            start, end, "cards between rules", words.text, answer_of(answer), words.tags, body=body
        )
