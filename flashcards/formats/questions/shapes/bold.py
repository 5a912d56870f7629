"""Bold lines that ask, each a paragraph of its own; what follows up to the next one answers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.formats.questions.answers import halves_of
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import Asking, TitleWording, wording_of

_BOLD: Final = re.compile(
    r"(?P<before>\W{0,12}|(?:Q(?:uestion)?)?[ ]?[0-9]{0,4}[.):]?[ ]*)"
    r"(?:\*\*|__|<(?:b|strong)>)(?P<words>[^*]+|(?:(?!\*\*).)+)(?:\*\*|__|</(?:b|strong)>)"
    r"(?P<after>\W{0,24}|[ ]*[\[(][^()\[\]]{1,20}[\])]\W{0,4})",
)
_OPENING_OF_TWO: Final = re.compile(r"\*\*(?P<words>(?:(?!\*\*).)+)")
_BREAK: Final = re.compile(r"<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_SHARE: Final = 0.5
_NESTED: Final = 4
_FEWEST: Final = 3


def asked_by_bold(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions of bold lines; their lines are taken."""
    opened = list(_bold_lines(bank))
    if not opened:
        return
    sure = sum(words.asking >= Asking.LIKELY for _, _, words in opened)
    numbered = sum(words.number is not None for _, _, words in opened)
    asks = any(words.asking is Asking.SURELY for _, _, words in opened)
    alike = asks and sure >= _SHARE * len(opened)
    starts = [line for line, _, _ in opened]
    for index, (line, end, words) in enumerate(opened):
        wanted = words.asking is Asking.SURELY or (
            alike
            and (
                words.asking > Asking.NOT
                or words.tags
                or (words.number is not None and numbered >= _FEWEST)
            )
        )
        if wanted and words.text:
            following = starts[index + 1] if index + 1 < len(starts) else len(bank.lines)
            stop = _stop(bank, end, following)
            body, answer = halves_of(text_of(bank, end, stop))
            yield AskedText(line, stop, "bold lines", words.text, answer, words.tags, body=body)
            bank.take(line, stop)


def _stop(bank: QuestionBank, start: int, following: int) -> int:
    """Where an answer ends: at the next bold question, a heading, a break, what is taken."""
    for line in range(start, following):
        one = bank.lines[line]
        if bank.taken[line] or (
            one.sort is Sort.HEADING and not one.depth and one.indent < _NESTED
        ):
            return line
        if _BREAK.fullmatch(one.content) and _is_last(bank, line, following):
            return line + 1
    return following


def _is_last(bank: QuestionBank, line: int, following: int) -> bool:
    """Whether after a break the next question or heading comes, or nothing."""
    below = bank.following(line + 1)
    return (
        below >= following
        or bank.lines[below].sort in {Sort.HEADING, Sort.RULE}
        or bool(_BREAK.fullmatch(bank.lines[below].content))
    )


def _bold_lines(bank: QuestionBank) -> Iterator[tuple[int, int, TitleWording]]:
    """The paragraphs, or first lines of them, that are bold from end to end; with their end."""
    for number in bank.free():
        line = bank.lines[number]
        if line.sort is not Sort.TEXT or line.indent >= _NESTED or line.depth:
            continue
        above = bank.lines[number - 1].sort if number else Sort.BLANK
        if above not in {Sort.BLANK, Sort.HEADING, Sort.RULE, Sort.CODE} and not _ends_block(
            bank, number - 1
        ):
            continue
        if "**" in line.content or "__" in line.content or line.content[:2] in {"<b", "<s"}:
            found = _bold(bank, number)
            if found is not None:
                yield number, *found


def _ends_block(bank: QuestionBank, line: int) -> bool:
    return bool(_BREAK.search(bank.lines[line].content[-8:])) or bool(bank.taken[line])


def _bold(bank: QuestionBank, number: int) -> tuple[int, TitleWording] | None:
    text, end = bank.lines[number].content.rstrip("\\").strip(), number + 1
    text = _BREAK.sub("", text[-8:]).join([text[:-8], ""]) if "<" in text else text
    if _OPENING_OF_TWO.fullmatch(text) and end < len(bank.lines):
        text, end = f"{text} {bank.lines[end].content}", end + 1
    found = _BOLD.fullmatch(text)
    if found is None:
        return None
    words = wording_of(f"{found['before']}{found['words']}{found['after']}".strip())
    return end, words


def bold_lines(bank: QuestionBank) -> Sequence[int]:
    """The lines on which a bold line stands."""
    return [line for line, _, _ in _bold_lines(bank)]
