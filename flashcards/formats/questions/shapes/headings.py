"""Headings that ask: of one level or several, in list items too, and what stands below them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from flashcards.formats.questions.answers import (
    LABEL_STARTS,
    halves_of,
    is_labelled,
    is_wordless_details,
)
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.furniture import is_furniture
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import Asking, TitleWording, is_bare_label, wording_of

_FEWEST: Final = 3
_FEWEST_LABELS: Final = 2
_NESTED: Final = 4


class Headed(NamedTuple):
    """A heading: its line, level, words, and where its section ends; `listed` in a list item."""

    line: int
    level: int
    words: TitleWording
    end: int
    listed: bool
    indent: int
    column: int


def headings_of(bank: QuestionBank) -> list[Headed]:
    """The headings outside code and open `<details>`, each with its section."""
    found = []
    for number, line in enumerate(bank.lines):
        if line.level and not line.depth:
            listed = line.sort is Sort.ITEM
            column = line.column if listed else line.indent
            words = wording_of(line.content)
            if line.number is not None:
                words = words._replace(number=line.number)
            found.append(Headed(number, line.level, words, 0, listed, line.indent, column))
    return list(_with_ends(bank, found))


def _with_ends(bank: QuestionBank, found: Sequence[Headed]) -> Iterator[Headed]:
    """The headings with the line where the next one of the same or a higher level stands.

    One inside a list item ends no section that the item is in.
    """
    open_ones: list[int] = []
    ends = [len(bank.lines)] * len(found)
    for index, one in enumerate(found):
        while open_ones and _ends(found[open_ones[-1]], one):
            ends[open_ones.pop()] = one.line
        open_ones.append(index)
    return (one._replace(end=end) for one, end in zip(found, ends, strict=True))


def _ends(above: Headed, one: Headed) -> bool:
    if one.indent < above.indent:
        return True
    if above.listed:
        return one.level <= above.level and one.indent < above.column
    if one.listed:
        return one.level <= above.level and one.words.number is not None and one.indent < _NESTED
    return one.level <= above.level and one.indent < _NESTED


def questions_of(bank: QuestionBank, headings: Sequence[Headed], level: int | None) -> list[Headed]:
    """Those that ask: all of a level where most do, else each that ends with a question mark."""
    usable = [one for one in headings if not is_furniture(one.words.text)]
    if level is not None:
        return [one for one in usable if one.level == level]
    groups = _groups(usable)
    asking = {key for key, members in groups.items() if _asks(members)}
    labelled = _labelled(bank, usable)
    main = _main(groups, asking)
    wanted = [one for one in usable if _is_wanted(one, one_key(one) in asking)]
    wanted += [one for one in usable if one.line in labelled and one not in wanted]
    going_on = _numbered_on(wanted, usable, main)
    chosen = going_on | {one.line for one in wanted}
    return list(_outermost([one for one in usable if one.line in chosen], going_on, main))


def _labelled(bank: QuestionBank, headings: Sequence[Headed]) -> set[int]:
    """The lines of headings with `Answer:` below them before the next one, two of a level."""
    found: dict[tuple[int, bool], list[int]] = {}
    for one, following in zip_longest(headings, headings[1:]):
        end = one.end if following is None else min(one.end, following.line)
        if any(_answers(bank, line) for line in range(one.line + 1, end)):
            found.setdefault(one_key(one), []).append(one.line)
    return {line for lines in found.values() if len(lines) >= _FEWEST_LABELS for line in lines}


def _answers(bank: QuestionBank, line: int) -> bool:
    one = bank.lines[line]
    return (
        one.sort is Sort.TEXT
        and one.content[0] in LABEL_STARTS
        and (is_labelled(one.content) or is_wordless_details(bank.raw, line))
    )


def one_key(one: Headed) -> tuple[int, bool]:
    """What makes headings alike: level, and whether in list items."""
    return one.level, one.listed


def _groups(headings: Sequence[Headed]) -> dict[tuple[int, bool], list[Headed]]:
    groups: dict[tuple[int, bool], list[Headed]] = {}
    for one in headings:
        groups.setdefault(one_key(one), []).append(one)
    return groups


def _asks(members: Sequence[Headed]) -> bool:
    """Whether most of the headings of a level ask, so that those between them ask too."""
    surely = sum(one.words.asking >= Asking.LIKELY for one in members)
    maybe = sum(one.words.asking is Asking.MAYBE for one in members)
    numbered = sum(one.words.number is not None for one in members)
    if len(members) < _FEWEST:
        return False
    sure = any(one.words.asking is Asking.SURELY for one in members)
    if numbered > 0.8 * len(members) and surely + maybe >= 0.35 * len(members):
        return sure
    return sure and surely + maybe >= 0.6 * len(members) and surely >= 0.3 * len(members)


def _main(
    groups: dict[tuple[int, bool], list[Headed]], asking: set[tuple[int, bool]]
) -> tuple[int, bool] | None:
    """The level with the most questions."""
    sizes = Counter(
        {
            key: sum(one.words.asking >= Asking.LIKELY for one in members)
            for key, members in groups.items()
            if key in asking
        }
    )
    return max(sizes, key=lambda key: (sizes[key], -key[0])) if sizes else None


def _is_wanted(one: Headed, in_asking_level: bool) -> bool:  # noqa: FBT001
    if one.words.asking is Asking.SURELY:
        return True
    return in_asking_level and (one.words.asking > Asking.NOT or one.words.number is not None)


def _numbered_on(
    wanted: Sequence[Headed], usable: Sequence[Headed], main: tuple[int, bool] | None
) -> set[int]:
    """The lines of headings of other levels whose numbers the questions of the main level lack."""
    labelled = {one.line for one in usable if one.words.labelled}
    numbers = {one.words.number for one in wanted if one_key(one) == main} - {None}
    if main is None or len(numbers) < _FEWEST:
        return labelled
    last = max(number for number in numbers if number is not None)
    found = labelled
    for one in usable:
        number = one.words.number
        near = one_key(one) != main and one.listed == main[1] and abs(one.level - main[0]) <= 1
        if near and number is not None and number not in numbers and 1 <= number <= last + 1:
            numbers.add(number)
            last = max(last, number)
            found.add(one.line)
    return found


def _outermost(
    wanted: Sequence[Headed], going_on: set[int], main: tuple[int, bool] | None
) -> Iterator[Headed]:
    """Those that no other holds; one that holds several of the main level is a topic."""
    lines = [one.line for one in wanted if one_key(one) == main]
    end = -1
    for one in wanted:
        if one.line < end and one.line not in going_on:
            continue
        inside = bisect_left(lines, one.end) - bisect_left(lines, one.line + 1)
        if one_key(one) != main and inside and one.line not in going_on:
            continue
        end = one.end
        yield one


def asked_by_headings(
    bank: QuestionBank, headings: Sequence[Headed], questions: Sequence[Headed]
) -> Iterator[AskedText]:
    """The questions with their answers; their lines are taken."""
    starts = [one.line for one in headings]
    wanted = [one.line for one in questions]
    for index, one in enumerate(questions):
        following = wanted[index + 1] if index + 1 < len(wanted) else len(bank.lines)
        end = min(one.end, following)
        end = _before_furniture(headings, starts, one, end)
        taken = bank.taken.find(1, one.line + 1, end)
        end = end if taken < 0 else taken
        shape = f"headings of level {one.level}" + (" in list items" if one.listed else "")
        yield _asked(bank, one, end, shape)
        bank.take(one.line, end)


def _before_furniture(
    headings: Sequence[Headed], starts: Sequence[int], one: Headed, end: int
) -> int:
    """Where the section ends before a deeper heading that is the page's own: licence, contact."""
    for index in range(bisect_left(starts, one.line + 1), bisect_left(starts, end)):
        below = headings[index]
        if below.level <= one.level and not below.listed and is_furniture(below.words.text):
            return below.line
    return end


def _asked(bank: QuestionBank, one: Headed, end: int, shape: str) -> AskedText:
    indent = 0
    if one.listed:
        first = bank.following(one.line + 1)
        column = bank.lines[first].indent if first < end else one.column
        indent = column if one.column <= column < one.column + 4 else one.column
    text = text_of(bank, one.line + 1, end, indent)
    body, answer = halves_of(text)
    question = one.words.text
    if is_bare_label(question) and body:
        question, _, body = body.partition("\n")
        body = body.strip("\n")
    return AskedText(one.line, end, shape, question, answer, one.words.tags, body=body)
