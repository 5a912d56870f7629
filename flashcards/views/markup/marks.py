"""What opens and closes in a text: code, math, comments, brackets, each found once."""

import re
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.inline import code_and_math

_COMMENT: Final = "<!--"
_COMMENT_END: Final = "-->"
_MARK: Final = re.compile(r"\\.|[`$\[\]]|<!--", re.DOTALL)


class Marks(NamedTuple):
    """Where each thing that opens at a place ends; all outside of each other but brackets.

    `spans` are code and math, `brackets` square ones, from the opening to the closing bracket.
    """

    spans: dict[int, int]
    comments: dict[int, int]
    brackets: dict[int, int]


def marks_of(text: str) -> Marks:
    """The marks of a text, in time that grows with its length."""
    marks = Marks(dict(code_and_math(text)), {}, {})
    opened: list[int] = []
    mark = _MARK.search(text)
    while mark is not None:
        place = mark.start()
        if mark[0] == "[":
            opened.append(place)
        elif mark[0] == "]" and opened:
            marks.brackets[opened.pop()] = place
        mark = _MARK.search(text, _end(text, mark, marks))
    return marks


def _end(text: str, mark: re.Match[str], marks: Marks) -> int:
    place = mark.start()
    if mark[0] == _COMMENT and not (marks.comments and -1 in marks.comments):
        end = text.find(_COMMENT_END, place + 2)
        marks.comments[place if end >= 0 else -1] = end + len(_COMMENT_END)
        return mark.end() if end < 0 else end + len(_COMMENT_END)
    return marks.spans.get(place, mark.end())
