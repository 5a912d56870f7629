"""Lines of plain text that ask, each alone, with the paragraphs below as answer."""

from collections.abc import Iterator
from typing import Final

from flashcards.formats.questions.answers import halves_of
from flashcards.formats.questions.asked import AskedText, Gap
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import Asking, wording_of

_LONGEST: Final = 180
_FEWEST: Final = 3
_FEWEST_NUMBERED: Final = 2
_MOST_MARKS: Final = 2
_SHORTEST: Final = 8
_NESTED: Final = 4


def asked_by_paragraphs(bank: QuestionBank) -> Iterator[AskedText]:
    """The lines that ask and stand alone, at least three of a file; their lines are taken."""
    asking = [number for number in bank.free() if _asks(bank, number)]
    numbered = sum(wording_of(bank.lines[line].content).number is not None for line in asking)
    if not bank.plain and len(asking) < _FEWEST and numbered < _FEWEST_NUMBERED:
        return
    for index, line in enumerate(asking):
        following = asking[index + 1] if index + 1 < len(asking) else len(bank.lines)
        end = line + 1
        while end < following and not bank.taken[end] and not _ends(bank, end):
            end += 1
        words = wording_of(bank.lines[line].content)
        body, answer = halves_of(text_of(bank, line + 1, end))
        yield AskedText(line, end, "lines that ask", words.text, answer, words.tags, body=body)
        bank.take(line, end)


def _ends(bank: QuestionBank, line: int) -> bool:
    one = bank.lines[line]
    return (one.sort is Sort.HEADING and not one.depth) or one.sort is Sort.RULE


def _asks(bank: QuestionBank, number: int) -> bool:
    """Whether a line is a short question with a blank line, or a heading, above."""
    line = bank.lines[number]
    if line.sort is not Sort.TEXT or line.indent >= _NESTED or bank.taken[number] or line.depth:
        return False
    if not _SHORTEST < len(line.content) < _LONGEST or line.content[0] in ">|<!":
        return False
    above = bank.lines[number - 1] if number else None
    if above is not None and above.sort not in {Sort.BLANK, Sort.HEADING, Sort.RULE}:
        return False
    words = wording_of(line.content)
    if words.asking is not Asking.SURELY or line.content.count("?") > _MOST_MARKS:
        return False
    bare = words.text.rstrip("*_ ")
    if not bare.endswith(("?", "\uff1f", "\u061f")):
        return words.number is not None
    below = bank.lines[number + 1] if number + 1 < len(bank.lines) else None
    is_alone = below is None or below.sort is not Sort.TEXT or bank.plain
    return is_alone and not bare[0].islower() and ". " not in bare


def unread_lines(bank: QuestionBank) -> Iterator[Gap]:
    """The lines with a question that nothing took."""
    for number in bank.free():
        line = bank.lines[number]
        if line.sort not in {Sort.TEXT, Sort.ITEM} or "?" not in line.content:
            continue
        text = line.content.lstrip("> ").replace("**", "").strip('"\u201c\u201d ')
        if wording_of(text).asking is Asking.SURELY:
            yield Gap(number, number + 1, "possible question", may_ask=True)
