"""Inline code and math: where in a text nothing else counts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

_OPENER: Final = re.compile(r"\\.|`+|\$\$?")
_BACKTICKS: Final = re.compile(r"`+")
_DOLLAR_END: Final = re.compile(r"(?<=[^\s\\$])\$(?![0-9$])")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")


class TextSpan(NamedTuple):
    """The characters of a text from `start` to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the things that open and close are, each found once so that reading stays linear."""

    text: str
    same_backticks: dict[int, TextSpan]
    dollar_ends: list[int]
    blank_lines: list[int]


def code_and_math(text: str) -> list[TextSpan]:
    """The spans of inline code, `$math$` and `$$math$$`, in order, none over a blank line."""
    if "`" not in text and "$" not in text:
        return []
    return list(_spans(text, _marks(text)))


def _spans(text: str, marks: _Marks) -> Iterator[TextSpan]:
    opener = _OPENER.search(text)
    while opener is not None:
        end = _end(opener, marks)
        if end is not None and end <= _paragraph_end(opener.start(), marks):
            yield TextSpan(opener.start(), end)
            opener = _OPENER.search(text, end)
        else:
            opener = _OPENER.search(text, opener.end())


def _end(opener: re.Match[str], marks: _Marks) -> int | None:
    start, mark = opener.end(), opener[0]
    if mark[0] == "`":
        partner = marks.same_backticks.get(opener.start())
        return None if partner is None else partner.end
    if mark == "$$":
        at = marks.text.find("$$", start)
        return at + 2 if at >= 0 else None
    if mark == "$" and not marks.text[start : start + 1].isspace():
        after = bisect_right(marks.dollar_ends, start)
        return marks.dollar_ends[after] + 1 if after < len(marks.dollar_ends) else None
    return None


def _paragraph_end(start: int, marks: _Marks) -> int:
    after = bisect_left(marks.blank_lines, start)
    return marks.blank_lines[after] if after < len(marks.blank_lines) else len(marks.text)


def _marks(text: str) -> _Marks:
    return _Marks(
        text,
        _same_backticks(text),
        [end.start() for end in _DOLLAR_END.finditer(text)],
        [blank.start() for blank in _BLANK_LINE.finditer(text)],
    )


def _same_backticks(text: str) -> dict[int, TextSpan]:
    """For each run of backticks the next one of the same length."""
    partners: dict[int, TextSpan] = {}
    latest: dict[int, int] = {}
    for run in _BACKTICKS.finditer(text):
        length = run.end() - run.start()
        if length in latest:
            partners[latest[length]] = TextSpan(*run.span())
        latest[length] = run.start()
    return partners
