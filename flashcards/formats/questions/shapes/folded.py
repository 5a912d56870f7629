"""`<details>` whose summary asks, alone, in lists, and inside one another."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from flashcards.formats.questions.answers import answer_of, is_wordless
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort
from flashcards.formats.questions.wording import Asking, TitleWording, wording_of

_TAG: Final = re.compile(r"<(/?)(details|summary)\b[^<>]*>", re.IGNORECASE)
_HTML: Final = re.compile(r"</?(?:b|strong|em|i|p|h[1-6]|br|span|div|code)\b[^<>]*>", re.IGNORECASE)
_CODE: Final = re.compile(r"<code>([^<>]*)</code>", re.IGNORECASE)
_FEWEST: Final = 3
_DEEPEST: Final = 50
_MOST_WRAPPERS: Final = 4
_LONGEST_LINE: Final = 20_000


class _Folded(NamedTuple):
    """A `<details>`: where it opens and closes, what its summary says, how deep it stands."""

    line: int
    end: int
    words: TitleWording
    summary_end: tuple[int, int]
    closing: tuple[int, int]
    depth: int


def asked_by_details(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions that summaries ask, the innermost ones; their lines are taken."""
    found = [one for one in _details(bank) if one.words.text and not is_wordless(one.words.text)]
    asking = sum(one.words.asking >= Asking.LIKELY for one in found)
    alike = len(found) >= _FEWEST and asking >= 0.5 * len(found)
    for index, one in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        holds = (
            following is not None and following.line < one.end - 1 and following.depth > one.depth
        )
        wanted = one.words.asking >= (Asking.MAYBE if alike else Asking.SURELY) or (
            alike and not holds
        )
        if not wanted or (holds and (one.words.asking is not Asking.SURELY or asking > 1)):
            continue
        if any(bank.taken[one.line : one.end]):
            continue
        answer = answer_of(_inside(bank, one))
        yield AskedText(one.line, one.end, "`<details>`", one.words.text, answer, one.words.tags)
        bank.take(one.line, one.end)


def _details(bank: QuestionBank) -> Iterator[_Folded]:
    """The elements on lines that nothing took, in order of their openings."""
    open_ones: list[list[tuple[int, int]]] = []
    closed: list[_Folded] = []
    for number in bank.free():
        raw = bank.raw[number]
        if bank.lines[number].sort is Sort.CODE or "<" not in raw or len(raw) > _LONGEST_LINE:
            continue
        for tag in _TAG.finditer(raw):
            if tag[2].lower() == "summary":
                if open_ones and len(open_ones[-1]) == (2 if tag[1] else 1):
                    open_ones[-1].append((number, tag.start() if tag[1] else tag.end()))
                    if tag[1]:
                        open_ones[-1].append((number, tag.end()))
            elif not tag[1]:
                open_ones.append([(number, tag.start())])
            elif open_ones:
                places = open_ones.pop()
                if len(open_ones) < _DEEPEST and len(places) == len(
                    ("opening", "said", "said to", "summary")
                ):
                    words = wording_of(_said(bank, places[1], places[2]))
                    end = (number, tag.start())
                    closed.append(
                        _Folded(places[0][0], number + 1, words, places[3], end, len(open_ones))
                    )
    yield from sorted(closed, key=lambda one: (one.line, -one.end, one.depth))


def _between(bank: QuestionBank, start: tuple[int, int], end: tuple[int, int]) -> str:
    if start[0] == end[0]:
        return bank.raw[start[0]][start[1] : end[1]]
    middle = bank.raw[start[0] + 1 : end[0]]
    return "\n".join([bank.raw[start[0]][start[1] :], *middle, bank.raw[end[0]][: end[1]]])


def _said(bank: QuestionBank, start: tuple[int, int], end: tuple[int, int]) -> str:
    text = _CODE.sub(r"`\1`", _between(bank, start, end))
    return " ".join(_HTML.sub("", text).split()).lstrip("# ")


def _inside(bank: QuestionBank, one: _Folded) -> str:
    lines = _between(bank, one.summary_end, one.closing).split("\n")
    blank = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    indent = min(blank, default=0)
    text = "\n".join([lines[0].strip(), *(line[indent:] for line in lines[1:])]).strip("\n")
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """The text without the breaks and elements that pages put around all of an answer."""
    for _ in range(_MOST_WRAPPERS):
        bare = re.sub(r"\A(?:\s*<br\s*/?>)+", "", text, flags=re.IGNORECASE).strip("\n")
        wrapper = re.match(r"\s*<(p|b|strong|div)>", bare, re.IGNORECASE)
        if wrapper is not None:
            inner = bare[wrapper.end() :]
            closing = f"</{wrapper[1].lower()}>"
            end = inner.lower().find(closing)
            if end >= 0 and not inner[end + len(closing) :].strip():
                bare = inner[:end].strip("\n")
        if bare == text:
            break
        text = bare
    return text
