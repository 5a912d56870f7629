"""The list items of a page: where each begins and ends, what it says, what it stands in."""

import re
from typing import Final, NamedTuple

from flashcards.formats.questions.lines import QuestionBank, Sort, SourceLine
from flashcards.formats.questions.wording import Asking, TitleWording, wording_of

_NESTED: Final = 2
_LONGEST_OPENING: Final = 6
ANSWER_ITEM: Final = re.compile(
    r"[*_]{0,3}(?:(?:answer|ans|solution)[*_]{0,3}[ ]?[:.)\u2013-]|a[*_]{0,3}:)"
    r"[*_]{0,3}(?=\s|$)\s*",
    re.IGNORECASE,
)
"""What an item, or a line, begins with that answers the one above."""


class Listed(NamedTuple):
    """A list item: its line, the line after all that is in it, its words, and the item around it.

    `above` is an index among the items; -1 where it stands in none.
    """

    line: int
    end: int
    words: TitleWording
    above: int
    opening: int


def items_of(bank: QuestionBank) -> list[Listed]:
    """The items on lines that nothing took, each with where it ends."""
    found: list[Listed] = []
    ends: list[int] = []
    open_ones: list[int] = []
    for number, line in enumerate(bank.lines):
        if bank.taken[number] or line.sort is Sort.HEADING:
            while open_ones and (bank.taken[number] or line.indent < _NESTED):
                ends[open_ones.pop()] = number
            continue
        if line.sort is Sort.BLANK:
            continue
        while open_ones and _is_over(bank, found[open_ones[-1]], number, line):
            ends[open_ones.pop()] = number
        if line.sort is Sort.ITEM and not line.depth:
            opening = _opening_end(bank, number)
            words = wording_of(opening_text(bank, number, opening))
            found.append(Listed(number, 0, words, open_ones[-1] if open_ones else -1, opening))
            ends.append(len(bank.lines))
            open_ones.append(len(found) - 1)
    return [one._replace(end=end) for one, end in zip(found, ends, strict=True)]


def _is_over(bank: QuestionBank, item: Listed, number: int, line: SourceLine) -> bool:
    """Whether a line that is not blank stands outside of an item above it."""
    marker = bank.lines[item.line]
    if line.sort is Sort.ITEM:
        return line.indent <= marker.indent + (1 if marker.number is None else 2)
    if line.indent > marker.indent + 1 or line.indent >= marker.column:
        return False
    if bank.lines[number - 1].sort is not Sort.BLANK and line.sort is Sort.TEXT:
        return False
    return line.indent <= marker.indent + 1


def _opening_end(bank: QuestionBank, line: int) -> int:
    """The line after an item's first paragraph."""
    end = line + 1
    while end < len(bank.lines) and bank.lines[end].sort is Sort.TEXT and not bank.taken[end]:
        if end - line > _LONGEST_OPENING or bank.lines[end].content.startswith(
            ("<details", "> ", "<br")
        ):
            break
        above = wording_of(bank.lines[end - 1].content).asking
        if above is Asking.SURELY or (
            above is Asking.LIKELY and bank.lines[end - 1].content[-1:] == "."
        ):
            break
        if ANSWER_ITEM.match(bank.lines[end].content):
            break
        end += 1
    return end


def opening_text(bank: QuestionBank, line: int, end: int) -> str:
    """The text of an item's first paragraph on one line."""
    return " ".join(one.content for one in bank.lines[line:end])
