"""Which question of one version of a bank is which of the next, found without flash.

Every question is compared with all that were ever seen, by what its authors left alone: its text,
its code, the words of its question, its number beside its answer, and at last by all of its text,
where no other is nearly as near. What is not settled so is a new question, and is named.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz.fuzz import ratio

_NUMBER: Final = re.compile(r"^(?:<a [^>]*></a>)?\s*(\d+)\.\s*")
_CODE: Final = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LETTER: Final = re.compile(r"^#### [^\n:：]+[:：] *(\w)", re.MULTILINE)
_MARKS: Final = re.compile(r"[\W_]+")
_LEAST_CODE: Final = 20
_SURE: Final = 85.0
_AHEAD: Final = 8.0
_NEAR: Final = 50.0
_SURE_OF_CODE: Final = 80.0


@dataclass(frozen=True)
class Question:
    """A question of a bank: where it stands, what it asks, and all that stands below."""

    line: int = field(compare=False)
    asked: str
    body: str
    number: int | None = None

    @cached_property
    def words(self) -> str:
        """What it asks, without case and marks."""
        return _MARKS.sub(" ", self.asked).strip().casefold()

    @cached_property
    def text(self) -> str:
        """All of it, however its blanks are set."""
        return " ".join(f"{self.asked} {self.body}".split())

    @cached_property
    def code(self) -> str:
        """The code that is asked about, whatever its quotes and blanks; empty without one."""
        code = "".join(_CODE.findall(self.body.partition("<details")[0]))
        return re.sub(r"[\s'\"`;]", "", code)

    @cached_property
    def letter(self) -> str:
        """The option that is right; empty without one."""
        found = _LETTER.search(self.body)
        return found[1] if found else ""


def questions_below(text: str, heading: str) -> list[Question]:
    """The questions of a text, each a line that begins so, with what follows up to the next."""
    found: list[Question] = []
    lines = text.split("\n")
    starts = [place for place, line in enumerate(lines) if line.startswith(heading)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        title = lines[start].removeprefix(heading).strip()
        number = _NUMBER.match(title)
        asked = title[number.end() :] if number else title
        body = "\n".join(lines[start + 1 : end])
        found.append(Question(start + 1, asked, body, int(number[1]) if number else None))
    return found


@dataclass
class Truth:
    """The questions ever seen, by key, each with all its versions; and what was not settled."""

    versions: dict[int, list[Question]] = field(default_factory=dict)
    unsettled: list[tuple[Question, Question, float]] = field(default_factory=list)

    def keys(self, questions: Sequence[Question]) -> list[int]:
        """The key of each question of the next version."""
        found: dict[int, int] = {}
        for telling in (_text, _code, _words):
            self._settle(questions, found, telling)
        self._settle_numbers(questions, found)
        self._settle_nearest(questions, found)
        for place, question in enumerate(questions):
            if place not in found:
                self._note_unsettled(question, found)
                found[place] = len(self.versions)
                self.versions[found[place]] = []
            self._keep(found[place], question)
        return [found[place] for place in range(len(questions))]

    def _keep(self, key: int, question: Question) -> None:
        """Put the question behind all versions of its key, which are kept once each."""
        some = self.versions[key]
        if question in some:
            some.remove(question)
        some.append(question)

    def _free(self, found: dict[int, int]) -> Iterator[tuple[int, list[Question]]]:
        taken = set(found.values())
        yield from ((key, some) for key, some in self.versions.items() if key not in taken)

    def _settle(
        self,
        questions: Sequence[Question],
        found: dict[int, int],
        telling: Callable[[Question], Hashable],
    ) -> None:
        """Those that have something in common with one key only, and are alone with it."""
        all_told = Counter(map(telling, questions))
        for place, question in enumerate(questions):
            told = telling(question)
            if place in found or not told or all_told[told] > 1:
                continue
            keys = [k for k, some in self._free(found) if told in map(telling, some)]
            if len(keys) == 1:
                found[place] = keys[0]

    def _settle_numbers(self, questions: Sequence[Question], found: dict[int, int]) -> None:
        """Those with the number that a key had last, where nothing speaks against it."""
        for place, question in enumerate(questions):
            if place not in found and question.number is not None:
                keys = [
                    key
                    for key, some in self._free(found)
                    if some[-1].number == question.number and _may_be(some[-1], question)
                ]
                if len(keys) == 1:
                    found[place] = keys[0]

    def _settle_nearest(self, questions: Sequence[Question], found: dict[int, int]) -> None:
        free = [place for place in range(len(questions)) if place not in found]
        for place in free:
            near = sorted(
                (
                    (ratio(some[-1].text, questions[place].text), key)
                    for key, some in self._free(found)
                ),
                reverse=True,
            )
            second = near[1][0] if len(near) > 1 else 0.0
            if near and near[0][0] >= _SURE and near[0][0] >= second + _AHEAD:
                found[place] = near[0][1]

    def _note_unsettled(self, question: Question, found: dict[int, int]) -> None:
        near = [(ratio(some[-1].text, question.text), key) for key, some in self._free(found)]
        best, key = max(near, default=(0.0, -1))
        if best >= _NEAR:
            self.unsettled.append((self.versions[key][-1], question, best))


def _may_be(old: Question, new: Question) -> bool:
    """Whether two with the same number may be one: nearly the same code, or the same answer."""
    if not old.letter and not new.letter:
        return True
    has_code = bool(old.code and new.code)
    alike = ratio(old.code, new.code) if has_code else 100.0
    if old.letter == new.letter:
        return alike >= _NEAR
    return has_code and alike >= _SURE_OF_CODE


def _text(question: Question) -> Hashable:
    return question.text


def _code(question: Question) -> Hashable:
    return question.code if len(question.code) >= _LEAST_CODE else ""


def _words(question: Question) -> Hashable:
    return question.words
