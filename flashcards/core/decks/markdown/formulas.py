r"""Where formulas stand in a text: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, environments.

Money and shells have dollars too: `$5/$10`, `$HOME/$USER`. So a dollar opens and closes only
where no letter or digit hangs on its outer side. A letter here is one that comes in two cases:
`设$x$为` is a formula, since Chinese, Japanese and Korean put no space round it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.frozen import dataclass

_MARK: Final = re.compile(r"\\\\|\\begin\{([A-Za-z]++\*?)\}|\\.|\$\$?", re.DOTALL)
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*(?=\n)")
_ENVIRONMENT: Final = re.compile(
    r"(?:[pbBvV]?matrix|smallmatrix|d?cases|array|equation|align(?:ed|at)?|gather(?:ed)?"
    r"|multline|flalign|eqnarray|split|displaymath)\*?"
)
_END: Final = re.compile(r"\\\\|\\end\{([A-Za-z]++\*?)\}|\\[])]|\\\$|\$", re.DOTALL)
_LINE_START: Final = re.compile(r"[\s>]*(?:(?:[-+*]|[0-9]{1,9}[.)])\s+)?\Z")
_LINE_END: Final = re.compile(r"[^\S\n]*[.,;]?[^\S\n]*(?:\n|\Z)")
_ENDING: Final = re.compile(r"(?:th|st|nd|rd|s)(?!\w)")
_LONGEST_LINE_START: Final = 100


class FormulaPlace(NamedTuple):
    """Where a formula stands, from its opening mark to behind its closing one.

    The source is what is between them; an environment is a source with its marks.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    is_display: bool = False


@dataclass(frozen=True, slots=True)
class _SearchedText:
    """A text with all that formulas may end at, found once so that reading stays linear."""

    text: str
    ends: dict[str, list[int]]
    blank_lines: list[int]
    taken: Sequence[tuple[int, int]]

    def next_end(self, mark: str, place: int) -> int | None:
        """Where the next such mark begins, from this place on."""
        ends = self.ends.get(mark, [])
        after = bisect_left(ends, place)
        return ends[after] if after < len(ends) else None

    def is_whole(self, start: int, end: int) -> bool:
        """Whether no blank line and nothing taken stands between two places."""
        blank = bisect_left(self.blank_lines, start)
        if blank < len(self.blank_lines) and self.blank_lines[blank] < end:
            return False
        return _taken_end(self.taken, start) is None and bisect_left(
            self.taken, (start,)
        ) == bisect_left(self.taken, (end,))


def formulas(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[FormulaPlace]:
    """The formulas of a text, in order; what is taken, such as code, is none and ends none."""
    if "$" not in text and "\\" not in text:
        return
    whole = _SearchedText(text, _ends(text, taken), _blank_lines(text), taken)
    mark = _MARK.search(text)
    while mark is not None:
        behind = _taken_end(taken, mark.start())
        place = _place(mark, whole) if behind is None else None
        if place and text[place.source_start : place.source_end].strip():
            yield place
            behind = place.end
        mark = _MARK.search(text, mark.end() if behind is None else behind)


def _place(mark: re.Match[str], whole: _SearchedText) -> FormulaPlace | None:
    """The formula that a mark opens, if it opens one."""
    start, after, opening = mark.start(), mark.end(), mark[0]
    if mark[1]:
        return _environment(mark, whole)
    if opening == "$":
        return _between_dollars(start, whole)
    if opening == "$$":
        end = whole.next_end("$$", after)
    elif opening == r"\(":
        end = whole.next_end(r"\)", after)
    elif opening == r"\[" and _opens_line(whole.text, start):
        end = whole.next_end(r"\]", after)
        end = end if end is not None and _LINE_END.match(whole.text, end + 2) else None
    else:
        return None
    if end is None or not whole.is_whole(start, end):
        return None
    return FormulaPlace(start, end + 2, after, end, is_display=opening != r"\(")


def _between_dollars(start: int, whole: _SearchedText) -> FormulaPlace | None:
    text = whole.text
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    if _hangs_on(before) or before in {"\\", "$"} or not after or after.isspace() or after == "$":
        return None
    end = whole.next_end("$", start + 1)
    if end is None or text[end - 1].isspace() or text[end + 1 : end + 2] == "$":
        return None
    if _hangs_on(text[end + 1 : end + 2]) and not _ENDING.match(text, end + 1):
        return None
    return FormulaPlace(start, end + 1, start + 1, end) if whole.is_whole(start, end) else None


def _environment(mark: re.Match[str], whole: _SearchedText) -> FormulaPlace | None:
    name = mark[1]
    if not _ENVIRONMENT.fullmatch(name):
        return None
    last = whole.next_end(name, mark.end())
    if last is None or not whole.is_whole(mark.start(), last):
        return None
    end = last + len(r"\end{}") + len(name)
    return FormulaPlace(mark.start(), end, mark.start(), end, is_display=True)


def _hangs_on(sign: str) -> bool:
    """Whether a dollar beside this sign belongs to a word or a number."""
    return sign == "_" or sign.isdigit() or sign.lower() != sign.upper()


def _opens_line(text: str, place: int) -> bool:
    line = text.rfind("\n", 0, place) + 1
    is_near = place - line <= _LONGEST_LINE_START
    return is_near and bool(_LINE_START.match(text[line:place]))


def _ends(text: str, taken: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for end in _END.finditer(text):
        place, mark = end.start(), end[1] or end[0]
        if mark not in {r"\\", r"\$"} and _taken_end(taken, place) is None:
            dollars = found.get("$", ())
            if mark == "$" and dollars and dollars[-1] == place - 1:
                found.setdefault("$$", []).append(place - 1)
            found.setdefault(mark, []).append(place)
    return found


def _blank_lines(text: str) -> list[int]:
    return [blank.start() for blank in _BLANK_LINE.finditer(text)]


def _taken_end(taken: Sequence[tuple[int, int]], place: int) -> int | None:
    """Where the taken span ends that holds a place."""
    after = bisect_right(taken, (place, len(taken) and taken[-1][1] + 1))
    return taken[after - 1][1] if after and taken[after - 1][1] > place else None
