"""Headings: what each says and whether it asks, and what stands below it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import Heading, LineRange
from flashcards.core.decks.markdown.comments import without_comments
from flashcards.core.decks.page import Page

_NUMBER: Final = re.compile(r"^(?:[0-9]+\.)*[0-9]+[.)]\s+")
_EMPHASIS: Final = ("***", "___", "**", "__", "~~", "*", "_")
_QUESTION_MARKS: Final = ("?", "\uff1f", "\u061f")
_MARKUP_AT_END: Final = re.compile(r"\]\([^()\s]*\)$|\]\[[^\[\]]*\]$|\{[^{}]*\}$|</[A-Za-z]+>$")
_MARKUP_CHARACTERS: Final = "*_~`] \t"
_DEEPEST_MARKUP: Final = 4


class HeadingSection(NamedTuple):
    """A heading's text, level and breadcrumb; its lines, and those below the heading."""

    text: str
    level: int
    breadcrumb: tuple[str, ...]
    lines: LineRange
    body: LineRange


def sections_of(page: Page, *, nested: bool) -> list[HeadingSection]:
    """The sections of the headings, with or without those in list items, in file order."""
    headings = [one for one in page.blocks.headings if nested or not one.nested]
    ends = _ends(headings, len(page.lines))
    return list(_sections(headings, ends))


def holds_tags(page: Page, section: HeadingSection) -> bool:
    """Whether a tag stands in the section."""
    tags = page.blocks.tags
    first = bisect_left(tags, section.body.start)
    return first < len(tags) and tags[first] < section.body.end


def _sections(headings: Sequence[Heading], ends: Sequence[int]) -> Iterator[HeadingSection]:
    above: list[tuple[int, str]] = []
    for heading, end in zip(headings, ends, strict=True):
        while above and above[-1][0] >= heading.level:
            above.pop()
        text = heading_text(heading.text)
        start, below = heading.lines
        breadcrumb = tuple(higher for _, higher in above)
        yield HeadingSection(
            text, heading.level, breadcrumb, LineRange(start, end), LineRange(below, end)
        )
        above.append((heading.level, text))


def _ends(headings: Sequence[Heading], last: int) -> list[int]:
    """For each heading the line of the next one of its level or higher."""
    ends = [last] * len(headings)
    open_headings: list[int] = []
    for index, heading in enumerate(headings):
        while open_headings and headings[open_headings[-1]].level >= heading.level:
            ends[open_headings.pop()] = heading.lines.start
        open_headings.append(index)
    return ends


def heading_text(source: str) -> str:
    """The text of a heading without leading number, and emphasis that wraps all of it."""
    text = without_comments(source).strip()
    for _ in range(_DEEPEST_MARKUP):
        text = _unwrapped(_NUMBER.sub("", text)).strip()
    return text


def asks(text: str) -> bool:
    """Whether a heading's text ends with a question mark, markup at its end aside."""
    for _ in range(_DEEPEST_MARKUP):
        text = _MARKUP_AT_END.sub("", text.rstrip(_MARKUP_CHARACTERS))
    return text.endswith(_QUESTION_MARKS)


def _unwrapped(text: str) -> str:
    for mark in _EMPHASIS:
        inner = text[len(mark) : -len(mark)]
        if text == mark + inner + mark and inner.strip() == inner != "" and mark not in inner:
            return inner
    return text
