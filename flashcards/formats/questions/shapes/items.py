"""List items that ask: answered below, behind the question mark, or not at all."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from flashcards.formats.questions.answers import answer_of, halves_of
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.furniture import is_link_only
from flashcards.formats.questions.lines import QuestionBank, Sort, columns, text_of
from flashcards.formats.questions.shapes.lists import ANSWER_ITEM, Listed, items_of, opening_text
from flashcards.formats.questions.wording import Asking, is_task, wording_of

_MOST_DEPTH: Final = 6
_SHARE: Final = 0.5
_NESTED: Final = 4
_SHORTEST: Final = 2
_SHARE_OF_TASKS: Final = 0.6
_FEWEST_RUN: Final = 3
_FEWEST_LIST: Final = 4
_FEWEST_OF_BANK: Final = 20
_BEHIND: Final = re.compile(
    r"(?P<question>[^?]{3,300}\?)[*_]{0,3}(?:\s*[\u2013\u2014:=>\u2192-]+\s*|\s+)(?P<answer>\S.*)"
)


def asked_by_items(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions among the list items; their lines are taken."""
    items = items_of(bank)
    inside = _inside(items)
    asking = _asking(bank, items, inside)
    loose = _loose(bank, items, asking)
    end = -1
    for index, one in enumerate(items):
        if one.line < end or not asking[index]:
            continue
        stems = inside[index] and all(asking[below] for below in inside[index])
        if stems and not _answer_item(bank, items, inside[index]):
            continue
        found = _asked(bank, items, index, loose.get(index))
        end = found.end
        yield found
        bank.take(found.line, found.end)


def _loose(bank: QuestionBank, items: Sequence[Listed], asking: Sequence[bool]) -> dict[int, int]:
    """Where the answers of items end that stand below them, but not in them.

    Only in lists where most have one, so that a paragraph behind a list is none.
    """
    tops = [index for index, one in enumerate(items) if one.above < 0]
    sections: dict[int, list[int]] = {}
    ends: dict[int, int] = {}
    headings = [number for number, line in enumerate(bank.lines) if line.sort is Sort.HEADING]
    for index, following in zip_longest(tops, tops[1:]):
        if asking[index]:
            last = len(bank.lines) if following is None else items[following].line
            ends[index] = _end_below(bank, items[index].end, last)
            section = bisect_left(headings, items[index].line)
            sections.setdefault(section, []).append(index)
    found: dict[int, int] = {}
    for members in sections.values():
        below = [one for one in members if bank.following(items[one].end) < ends[one]]
        bare = any(bank.following(items[one].opening) >= items[one].end for one in members)
        others = sum(one != members[-1] for one in below)
        if bare and others >= _SHARE * (len(members) - 1) and (others or bank.plain):
            found |= {one: ends[one] for one in below}
    return found


def _end_below(bank: QuestionBank, line: int, last: int) -> int:
    while line < last and not bank.taken[line] and not _parts(bank, line):
        line += 1
    return line


def _parts(bank: QuestionBank, line: int) -> bool:
    one = bank.lines[line]
    return one.sort in {Sort.HEADING, Sort.RULE} and one.indent < _NESTED and not one.depth


def _inside(items: Sequence[Listed]) -> list[list[int]]:
    """For each item, those right inside it."""
    inside: list[list[int]] = [[] for _ in items]
    for index, one in enumerate(items):
        if one.above >= 0:
            inside[one.above].append(index)
    return inside


def _runs(bank: QuestionBank, items: Sequence[Listed]) -> Iterator[list[int]]:
    """The items that stand in one list: with the same item around them, and no heading between."""
    runs: dict[tuple[int, int], list[int]] = {}
    section = 0
    heading = 0
    for index, one in enumerate(items):
        while heading < one.line:
            section += bank.lines[heading].sort is Sort.HEADING
            heading += 1
        runs.setdefault((section, one.above), []).append(index)
    yield from runs.values()


def _asking(
    bank: QuestionBank, items: Sequence[Listed], inside: Sequence[Sequence[int]]
) -> list[bool]:
    """Which items ask: those with a question mark, and among many of them those like them."""
    asking = [False] * len(items)
    runs = [
        _Run(bank, items, inside, [i for i in run if not is_link_only(_raw(bank, items[i]))])
        for run in _runs(bank, items)
    ]
    is_bank = _is_bank(runs)
    for run in runs:
        for one in run.asking(is_bank=is_bank):
            asking[one] = True
    _add_tasks(bank, items, runs, asking)
    return asking


def _add_tasks(
    bank: QuestionBank, items: Sequence[Listed], runs: Sequence["_Run"], asking: list[bool]
) -> None:
    """Let lists of tasks ask that stand in a section beside one that asks: theory, coding."""
    above = list(_parents(bank))
    sure = {above[items[one].line] for run in runs for one in run.surely if asking[one]} - {-1}
    for run in runs:
        tasks = [one for one in run.members if is_task(items[one].words.text)]
        wanted = run.is_top and above[items[run.members[0]].line] in sure
        if wanted and len(tasks) >= _SHARE_OF_TASKS * len(run.members):
            for one in tasks:
                asking[one] = True


def _parents(bank: QuestionBank) -> Iterator[int]:
    """For each line, the line of the heading around the section that it stands in; -1 for none."""
    open_ones: list[tuple[int, int]] = []
    for number, line in enumerate(bank.lines):
        if line.sort is Sort.HEADING and not line.depth:
            while open_ones and open_ones[-1][1] >= line.level:
                open_ones.pop()
            open_ones.append((number, line.level))
        yield open_ones[-2][0] if len(open_ones) > 1 else -1


class _Run:
    """The items of one list, by how much they ask."""

    def __init__(
        self,
        bank: QuestionBank,
        items: Sequence[Listed],
        inside: Sequence[Sequence[int]],
        members: Sequence[int],
    ) -> None:
        self.members = members
        self.is_top = bool(members) and items[members[0]].above < 0
        self._titled = [one for one in members if _is_titled(bank, items[one])]
        self._goes_on = any(not items[one].words.text.endswith("?") for one in members)
        self._labelled = [one for one in members if _answer_item(bank, items, inside[one])]
        words = [(one, items[one].words.asking) for one in members]
        self.surely = [one for one, asking in words if asking is Asking.SURELY]
        self.likely = [one for one, asking in words if asking >= Asking.LIKELY]
        self.maybe = [one for one, asking in words if asking >= Asking.MAYBE]

    def asking(self, *, is_bank: bool) -> list[int]:
        """The items that ask, in a file that is mostly a bank or not."""
        size, titled = len(self.members), set(self._titled)
        chosen = [*self._labelled, *(one for one in self.surely if one in titled)]
        mixed = len(self.maybe) >= 0.6 * size and len(self.likely) >= 0.4 * size
        alike = len(self.likely) >= (
            _SHARE * size if self._labelled else max(_FEWEST_RUN, 0.8 * size)
        )
        if (is_bank and len(self.maybe) >= _SHARE * size) or (self.surely and mixed and size > 1):
            chosen += self.maybe
        elif len(self.surely) >= _SHARE * size and (size > 1 or self._goes_on):
            chosen += self.surely
        elif alike:
            chosen += self.likely
        if size >= _FEWEST_LIST and len(self.likely) >= 0.8 * size:
            chosen += self.members if is_bank else self._titled
        return chosen


def _is_bank(runs: Sequence[_Run]) -> bool:
    """Whether most top-level items of a file ask, so that it is a list of questions."""
    size = sum(len(run.members) for run in runs if run.is_top)
    asking = sum(len(run.likely) for run in runs if run.is_top)
    return asking >= _FEWEST_OF_BANK and asking >= 0.7 * size


def _is_titled(bank: QuestionBank, item: Listed) -> bool:
    """Whether an item among questions has an answer of its own below it."""
    return bank.following(item.opening) < item.end and len(item.words.text) > _SHORTEST


def _raw(bank: QuestionBank, item: Listed) -> str:
    return bank.lines[item.line].content


def _answer_item(bank: QuestionBank, items: Sequence[Listed], inside: Sequence[int]) -> bool:
    """Whether what is right inside begins with `Answer:`."""
    return bool(inside) and bool(ANSWER_ITEM.match(bank.lines[items[inside[0]].line].content))


def _asked(bank: QuestionBank, items: Sequence[Listed], index: int, loose: int | None) -> AskedText:
    one = items[index] if loose is None else items[index]._replace(end=loose)
    line = bank.lines[one.line]
    first = bank.following(one.opening)
    inner = bank.lines[first].indent if first < one.end else 0
    indent = inner if line.indent < inner <= line.indent + _MOST_DEPTH else line.column
    below = text_of(bank, one.opening, one.end, indent)
    if below and ANSWER_ITEM.match(below.lstrip("-*+ \t")):
        body, answer = "", answer_of(_without_marker(below))
    else:
        body, answer = halves_of(below)
    question = one.words.text
    if not answer:
        behind = _BEHIND.fullmatch(opening_text(bank, one.line, one.opening))
        if behind and not _goes_on(behind["answer"]):
            question = wording_of(_even(behind["question"])).text
            answer = answer_of(behind["answer"])
    question = " ".join([*_stems(items, index), question])
    return AskedText(one.line, one.end, "list items", question, answer, one.words.tags, body=body)


def _even(text: str) -> str:
    """The text without a mark of bold that is opened in it, and closed behind it."""
    return text.replace("**", "") if text.count("**") % 2 else text


def _goes_on(text: str) -> bool:
    """Whether what stands behind a question mark is a remark or asks on."""
    words = text.strip()
    return (
        wording_of(words).asking >= Asking.LIKELY
        or words[:1] in "([{<*_!"
        or len(words) <= _SHORTEST
    )


def _without_marker(text: str) -> str:
    """The text of an answer that is a list item, as text."""
    first, *others = text.split("\n")
    bare = first.lstrip("-*+ \t")
    cut = len(first) - len(bare)
    label = ANSWER_ITEM.match(bare)
    rest = bare[label.end() :] if label else bare
    lines = [rest, *(line[min(cut, columns(line)) :] for line in others)]
    return "\n".join(lines).strip("\n")


def _stems(items: Sequence[Listed], index: int) -> list[str]:
    """The questions that an item stands inside of, from the outermost: its stem."""
    stems: list[str] = []
    above = items[index].above
    while above >= 0 and len(stems) < _MOST_DEPTH:
        if items[above].words.asking >= Asking.LIKELY or items[above].words.text.endswith(":"):
            stems.insert(0, items[above].words.text)
        above = items[above].above
    return stems
