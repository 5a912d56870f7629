"""Headings: what each says, and what stands below it, up to where its section ends."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import Heading, LineRange
from flashcards.core.decks.markdown.comments import without_comments
from flashcards.core.decks.page import Page, marker_length
from flashcards.core.decks.section_ends import SectionBounds, section_bounds

_NUMBER: Final = re.compile(r"^(?:[0-9]+\.)*[0-9]+[.)]\s+")
_EMPHASIS: Final = ("***", "___", "**", "__", "~~", "*", "_")
_OPENERS: Final = frozenset("*_~")
_DEEPEST_MARKUP: Final = 4
_TAB: Final = 4


class HeadingSection(NamedTuple):
    """A heading's text, level and breadcrumb; its lines, and those below the heading.

    `indent` are the columns that its list item has before its text.
    """

    text: str
    level: int
    breadcrumb: tuple[str, ...]
    lines: LineRange
    body: LineRange
    indent: int = 0


def sections_of(page: Page, level: int | None = None) -> list[HeadingSection]:
    """The sections of the headings, in file order.

    Those in list items are among them where a level is wanted, of which every heading counts.
    """
    headings = [one for one in page.blocks.headings if level is not None or not one.nested]
    return list(_sections(page, headings, section_bounds(page, headings, level)))


def holds_tags(page: Page, section: HeadingSection) -> bool:
    """Whether a tag stands in the section."""
    tags = page.blocks.tags
    first = bisect_left(tags, section.body.start)
    return first < len(tags) and tags[first] < section.body.end


def section_text(page: Page, section: HeadingSection) -> str:
    """What stands below a heading, without the indentation of the list item it stands in."""
    text = page.text(section.body)
    if not section.indent or not text:
        return text
    lines = text.split("\n")
    # Many indent what belongs to an item by a column or two more than they would have to.
    first = _columns(lines[0])
    indent = first if section.indent <= first < section.indent + _TAB else section.indent
    return "\n".join([_less_indented(line, indent) for line in lines]).strip("\n")


def heading_text(source: str) -> str:
    """The text of a heading without leading number, and emphasis that wraps all of it."""
    text = without_comments(source).strip()
    for _ in range(_DEEPEST_MARKUP):
        text = _unwrapped(_NUMBER.sub("", text)).strip()
    return text


def _sections(
    page: Page, headings: Sequence[Heading], bounds: Sequence[SectionBounds]
) -> Iterator[HeadingSection]:
    texts = [heading_text(heading.text) for heading in headings]
    paths: list[list[int]] = []
    for heading, text, (end, above) in zip(headings, texts, bounds, strict=True):
        path = [] if above is None else [*paths[above], above]
        paths.append([one for one in path if headings[one].level < heading.level])
        start, below = heading.lines
        yield HeadingSection(
            text,
            heading.level,
            tuple(texts[one] for one in paths[-1]),
            LineRange(start, end),
            LineRange(below, end),
            _indent(page.lines[start]) if heading.nested else 0,
        )


def _indent(line: str) -> int:
    """The columns before the text of an item that begins with a heading, or of a heading in it."""
    marker = marker_length(line) or len(line) - len(line.lstrip())
    return len(line[:marker].expandtabs(_TAB))


def _columns(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_TAB))


def _less_indented(line: str, columns: int) -> str:
    text = line.lstrip(" \t")
    return " " * max(0, _columns(line) - columns) + text if text else text


def _unwrapped(text: str) -> str:
    if text[:1] not in _OPENERS:
        return text
    for mark in _EMPHASIS:
        inner = text[len(mark) : -len(mark)]
        if text == mark + inner + mark and inner.strip() == inner != "" and mark not in inner:
            return inner
    return text
