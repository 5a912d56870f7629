"""Questions in quotes, each a paragraph of its own, as an interviewer would say them."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort
from flashcards.formats.questions.wording import Asking, wording_of

_QUOTED: Final = re.compile(
    r"(?P<mark>>?)[ ]*[\"\u201c](?P<words>[^\"\u201c\u201d]{8,300})[\"\u201d]"
)
_NESTED: Final = 4


def asked_by_quotes(bank: QuestionBank, asked: set[int]) -> Iterator[AskedText]:
    """The quotes that ask, in sections where other lines, those `asked`, do; they are taken."""
    sections = list(_sections(bank))
    asking = {sections[line] for line in asked}
    for number in bank.free():
        if sections[number] not in asking or not _is_alone(bank, number):
            continue
        found = _QUOTED.fullmatch(bank.lines[number].content)
        if found is None or not (found["mark"] or bank.plain):
            continue
        words = wording_of(found["words"].strip())
        if words.asking >= Asking.LIKELY:
            yield AskedText(number, number + 1, "quotes", words.text, "", words.tags)
            bank.take(number, number + 1)


def _sections(bank: QuestionBank) -> Iterator[int]:
    """For each line, the line of the heading that it stands under."""
    section = -1
    for number, line in enumerate(bank.lines):
        section = number if line.sort is Sort.HEADING else section
        yield section


def _is_alone(bank: QuestionBank, number: int) -> bool:
    """Whether a line is a paragraph of its own."""
    line = bank.lines[number]
    near = (number - 1, number + 1)
    beside = [bank.lines[one].sort for one in near if 0 <= one < len(bank.lines)]
    return (
        line.sort is Sort.TEXT
        and line.indent < _NESTED
        and not line.depth
        and Sort.TEXT not in beside
    )
