"""Bold lines that ask, each a paragraph of its own; what follows up to the next one answers."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.formats.questions.answers import halves_of
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import Asking, TitleWording, wording_of

_BOLD: Final = re.compile(
    r"(?P<before>\W{0,12}|(?:Q(?:uestion)?)?[ ]?[0-9]{0,4}[.):]?[ ]*)"
    r"(?:\*\*|__|<(?:b|strong)>)(?P<words>[^*]+|(?:(?!\*\*).)+)(?:\*\*|__|</(?:b|strong)>)"
    r"(?P<after>\W{0,24}|[ ]*[*_]{0,2}[\[(][^()\[\]]{1,20}[\])]\W{0,4})",
)
_BEHIND: Final = re.compile(
    r"(?P<before>(?:Q(?:uestion)?)?[ ]?[0-9]{0,4}[.):]?[ ]*)\*\*(?P<words>[^*\s][^*]*)\*\*"
    r"(?P<mark>\?)?(?:[ ]*[:\u2013\u2014-]+)?[ ]+(?P<behind>\S.*)",
)
_OPENING_OF_TWO: Final = re.compile(r"\*\*(?P<words>(?:(?!\*\*).)+)")
_BREAK: Final = re.compile(r"<br\s*/?>|<hr\s*/?>", re.IGNORECASE)
_SHARE: Final = 0.5
_NESTED: Final = 4
_FEWEST: Final = 3
_FEWEST_BEHIND: Final = 2


class BoldLine(NamedTuple):
    """A bold line to `end` (excluded), its words, and what stands behind it on the same line."""

    line: int
    end: int
    words: TitleWording
    behind: str = ""


def asked_by_bold(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions of bold lines; their lines are taken."""
    opened = _likely(list(_bold_lines(bank)))
    wanted = _wanted([one.words for one in opened])
    for index, (line, end, words, behind) in enumerate(opened):
        if wanted[index] and words.text:
            following = opened[index + 1].line if index + 1 < len(opened) else len(bank.lines)
            stop = _stop(bank, end, following)
            below = text_of(bank, end, stop)
            gap = "\n\n" if bank.following(end) > end else "\n"
            body, answer = halves_of(f"{behind}{gap}{below}" if behind else below)
            yield AskedText(line, stop, "bold lines", words.text, answer, words.tags, body=body)
            bank.take(line, stop)


def _likely(opened: Sequence[BoldLine]) -> Sequence[BoldLine]:
    """Without those that go on behind the bold where they ask nothing, or one alone asks."""
    kept = [one for one in opened if not one.behind or _asks_first(one.words)]
    sure = sum(one.words.asking is Asking.SURELY for one in kept)
    return [one for one in kept if not one.behind or sure >= _FEWEST_BEHIND]


def _asks_first(words: TitleWording) -> bool:
    """Whether bold words that a text follows are a question, and no stressed beginning."""
    if words.asking is Asking.SURELY:
        return True
    return words.number is not None and words.asking > Asking.NOT


def _wanted(opened: Sequence[TitleWording]) -> list[bool]:
    """Which bold words ask: those that surely do, and among many of them those like them."""
    sure = sum(words.asking >= Asking.LIKELY for words in opened)
    numbered = sum(words.number is not None for words in opened) >= _FEWEST
    asks = any(words.asking is Asking.SURELY for words in opened)
    alike = asks and sure >= _SHARE * len(opened)
    return [
        words.asking is Asking.SURELY
        or (
            alike
            and (
                words.asking > Asking.NOT
                or bool(words.tags)
                or (numbered and words.number is not None)
            )
        )
        for words in opened
    ]


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


def _bold_lines(bank: QuestionBank) -> Iterator[BoldLine]:
    """The paragraphs, or first lines of them, that are bold from end to end, or begin so."""
    last: BoldLine | None = None
    for number in bank.free():
        line = bank.lines[number]
        if line.sort is not Sort.TEXT or line.indent >= _NESTED or line.depth:
            continue
        if "**" in line.content or "__" in line.content or line.content[:2] in {"<b", "<s"}:
            found = _bold(bank, number)
            if found is not None and (_begins(bank, number) or _goes_on(last, found)):
                last = found
                yield found


def _goes_on(above: BoldLine | None, one: BoldLine) -> bool:
    """Whether a question inside a paragraph stands there like one: by its label, or in a row."""
    if one.words.labelled:
        return True
    is_next = above is not None and bool(above.behind) and above.end == one.line
    return is_next and bool(one.behind) and _asks_first(one.words)


def _begins(bank: QuestionBank, number: int) -> bool:
    """Whether a line is the first of a paragraph."""
    above = bank.lines[number - 1].sort if number else Sort.BLANK
    return above in {Sort.BLANK, Sort.HEADING, Sort.RULE, Sort.CODE} or (
        bool(_BREAK.search(bank.lines[number - 1].content[-8:])) or bool(bank.taken[number - 1])
    )


def _bold(bank: QuestionBank, number: int) -> BoldLine | None:
    text, end = bank.lines[number].content.rstrip("\\").strip(), number + 1
    text = _BREAK.sub("", text[-8:]).join([text[:-8], ""]) if "<" in text else text
    if _OPENING_OF_TWO.fullmatch(text) and end < len(bank.lines):
        text, end = f"{text} {bank.lines[end].content}", end + 1
    if (found := _BOLD.fullmatch(text)) is not None:
        words = wording_of(f"{found['before']}{found['words']}{found['after']}".strip())
        return BoldLine(number, end, words)
    if (found := _BEHIND.fullmatch(text)) is not None:
        words = wording_of(f"{found['before']}{found['words']}{found['mark'] or ''}".strip())
        return BoldLine(number, end, words, found["behind"])
    return None
