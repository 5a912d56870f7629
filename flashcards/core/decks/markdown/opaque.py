"""Where in a text nothing but its own kind counts: code, math, HTML, comments, addresses."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.markdown.inline import TextSpan, code_and_math

_PART: Final = r"[^\s<>()\[\]]*"
_OPENER: Final = re.compile(
    rf"""(?P<comment><!--)
    |(?P<code><code(?=[\s>])[^<>]*>)
    |</?[A-Za-z][^<>]*>                                       # HTML, <https://x>
    |(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{{1,20}}://{_PART} # an address, with pairs of
    (?:(?:\[{_PART}\]|\({_PART}\)){_PART})*                   # brackets in it
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENDS: Final = {"comment": re.compile("-->"), "code": re.compile("</code>", re.IGNORECASE)}
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*(?=\n)")


def opaque_spans(text: str) -> list[TextSpan]:
    """The spans of code, math, HTML tags, `<code>` elements, comments and addresses, apart."""
    spans = code_and_math(text)
    if "<" in text or "://" in text:
        spans = united([*spans, *_besides(text, spans)])
    return spans


def united(spans: Sequence[TextSpan]) -> list[TextSpan]:
    """Spans in order, those that overlap made one."""
    found: list[TextSpan] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = TextSpan(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _besides(text: str, spans: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """The spans that are neither code between backticks nor math."""
    blanks = [blank.start() for blank in _BLANK_LINE.finditer(text)]
    ends = {kind: [end.end() for end in pattern.finditer(text)] for kind, pattern in _ENDS.items()}
    opener = _OPENER.search(text)
    while opener is not None:
        start, end = opener.span()
        inside = holding(spans, start)
        if inside is None:
            ending = bisect_left(ends.get(opener.lastgroup or "", ()), end + 1)
            if opener.lastgroup and ending < len(ends[opener.lastgroup]):
                end = ends[opener.lastgroup][ending]
            if opener.lastgroup == "comment" or _is_in_one_paragraph(blanks, start, end):
                yield TextSpan(start, end)
            else:
                end = opener.end()
        opener = _OPENER.search(text, end if inside is None else inside.end)


def _is_in_one_paragraph(blanks: Sequence[int], start: int, end: int) -> bool:
    following = bisect_left(blanks, start)
    return following == len(blanks) or blanks[following] >= end
