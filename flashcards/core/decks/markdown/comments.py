"""Where the comments of a file stand, within text too; those in code are none."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import Hidden, holding
from flashcards.core.decks.markdown.inline import code_and_math

_OPENING: Final = re.compile("<!--")
_ENDING: Final = "-->"


class Comment(NamedTuple):
    """A comment from a column of a line to a column (excluded) of the same or a later line."""

    line: int
    column: int
    end_line: int
    end_column: int


class _Breaks(NamedTuple):
    """The lines where a comment may end, and the blank ones that one within text cannot cross."""

    endings: list[int]
    blanks: list[int]


def comments_of(lines: Sequence[str], hidden: bytearray) -> Iterator[Comment]:
    """The comments of a file, in order."""
    opening = [line for line, text in enumerate(lines) if "<!--" in text]
    if not opening:
        return
    breaks = _breaks(lines)
    reached = (0, 0)
    for line in opening:
        if hidden[line] == Hidden.CODE:
            continue
        for column in _openings(lines[line]):
            if (line, column) < reached:
                continue
            comment = _comment_at(line, column, lines, breaks, hidden)
            if comment is None:
                break
            yield comment
            reached = (comment.end_line, comment.end_column)


def comment_body(lines: Sequence[str], comment: Comment) -> str:
    """The text between `<!--` and `-->`."""
    text = "\n".join(lines[comment.line : comment.end_line + 1])
    end = len(text) - len(lines[comment.end_line]) + comment.end_column
    return text[comment.column + len("<!--") : end - len(_ENDING)]


def cut_out(lines: list[str], comments: Sequence[Comment]) -> frozenset[int]:
    """Take the comments out of the lines; returns the lines on which nothing is left."""
    pieces: dict[int, list[tuple[int, int]]] = {}
    for comment in comments:
        for line, start, end in _pieces(comment, lines):
            pieces.setdefault(line, []).append((start, end))
    for line, spans in pieces.items():
        lines[line] = _without(lines[line], spans)
    return frozenset(line for line in pieces if not lines[line].strip())


def without_comments(text: str) -> str:
    """A line's text without its comments."""
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find(_ENDING, start)) >= 0:
        kept.append(text[place:start])
        place = end + len(_ENDING)
    return "".join([*kept, text[place:]]).strip() if kept else text


def _breaks(lines: Sequence[str]) -> _Breaks:
    return _Breaks(
        [line for line, text in enumerate(lines) if _ENDING in text],
        [line for line, text in enumerate(lines) if not text or text.isspace()],
    )


def _openings(text: str) -> Iterator[int]:
    spans = code_and_math(text)
    for opening in _OPENING.finditer(text):
        if not holding(spans, opening.start()):
            yield opening.start()


def _comment_at(
    line: int, column: int, lines: Sequence[str], breaks: _Breaks, hidden: bytearray
) -> Comment | None:
    end_column = lines[line].find(_ENDING, column + 2)
    if end_column >= 0:
        return Comment(line, column, line, end_column + len(_ENDING))
    ending = bisect_right(breaks.endings, line)
    if ending == len(breaks.endings):
        return None
    end_line = breaks.endings[ending]
    blank = bisect_left(breaks.blanks, line)
    is_crossed = blank < len(breaks.blanks) and breaks.blanks[blank] < end_line
    if is_crossed and hidden.find(Hidden.NOT, line, end_line + 1) >= 0:
        return None
    return Comment(line, column, end_line, lines[end_line].find(_ENDING) + len(_ENDING))


def _pieces(comment: Comment, lines: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    for line in range(comment.line, comment.end_line + 1):
        start = comment.column if line == comment.line else 0
        end = comment.end_column if line == comment.end_line else len(lines[line])
        yield line, start, end


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept, place = [], 0
    for start, end in spans:
        kept.append(text[place:start])
        place = end
    rest = text[place:]
    return "".join([*kept, rest]) if rest.strip() else "".join(kept).rstrip()
