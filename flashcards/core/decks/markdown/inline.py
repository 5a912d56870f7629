"""Inline code and math: where in a text nothing else counts."""

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.formulas import formulas

_OPENER: Final = re.compile(
    r"\\.|`+|<!--|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>|\bhttps?://[^\s<>`]++|\]\(|[\[\]]",
    re.DOTALL,
)
_ADDRESS: Final = re.compile(r"\]\((?:<[^<>\n]*+>|(?:[^\s()\\]|\\.|\([^\s()]*+\))*+)")
_BACKTICKS: Final = re.compile(r"`+")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")
_COMMENT_END: Final = "-->"


class TextSpan(NamedTuple):
    """The characters of a text from `start` to `end` (excluded)."""

    start: int
    end: int


def code_and_math(text: str) -> list[TextSpan]:
    """The spans of inline code and of formulas, in order, none over a blank line."""
    if not any(mark in text for mark in "`$\\"):
        return []
    taken = _not_math(text)
    math = [TextSpan(place.start, place.end) for place in formulas(text, taken)]
    return sorted([*math, *(span for span in taken if text[span.start] == "`")])


def _not_math(text: str) -> list[TextSpan]:
    """Code, comments, and the addresses of links: in these a dollar is no mark of a formula."""
    backticks = _same_backticks(text) if "`" in text else {}
    blanks = [blank.start() for blank in _BLANK_LINE.finditer(text)]
    spans: list[TextSpan] = []
    texts: list[int] = []
    last_comment = text.rfind(_COMMENT_END)
    opener = _OPENER.search(text)
    while opener is not None:
        start, mark, end = opener.start(), opener[0], 0
        if mark[0] == "`":
            partner = backticks.get(start)
            is_near = partner and partner.end <= _paragraph_end(start, blanks, text)
            end = partner.end if partner and is_near else 0
        elif mark == "<!--":
            end = text.find(_COMMENT_END, start + 2) + 3 if start + 2 <= last_comment else 0
        elif mark == "[":
            texts.append(start)
        elif mark[0] == "]":
            opening = texts.pop() if texts else None
            end = _link_end(text, opening, start) if opening is not None else 0
        elif mark[0] != "\\":
            end = opener.end()
        if end:
            spans.append(TextSpan(start, end))
        opener = _OPENER.search(text, max(end, opener.end()))
    return spans


def _link_end(text: str, opening: int, closing: int) -> int:
    """Where the address behind a link's text ends; brackets behind a letter are a function's."""
    before = text[opening - 1 : opening]
    address = None if before.isalnum() or before == "}" else _ADDRESS.match(text, closing)
    return address.end() if address else 0


def _paragraph_end(start: int, blanks: list[int], text: str) -> int:
    after = bisect_left(blanks, start)
    return blanks[after] if after < len(blanks) else len(text)


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
