"""Headings with what stands below them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flashcards.core.decks.heading_text import heading_text
from flashcards.core.decks.markdown.blocks import Heading, LineRange
from flashcards.core.decks.page import Page


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
