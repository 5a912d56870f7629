"""Where the sections of headings end, and which heading each stands below."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from flashcards.core.decks.markdown.blocks import Heading
from flashcards.core.decks.markdown.elements import Element, elements_of
from flashcards.core.decks.page import Page


class SectionBounds(NamedTuple):
    """The line where a section ends, and the index of the heading above it, if there is one."""

    end: int
    above: int | None


class _Fence(NamedTuple):
    """What a heading stands in: it ends no section that began above the fence's first line."""

    start: float = -inf
    end: float = inf


class _Surroundings(NamedTuple):
    """The element and the item that guard sections from a heading, and where its item ends."""

    element: _Fence
    item: _Fence
    item_end: float


@dataclass(slots=True)
class _Section:
    """A section that has not ended yet; with `until`, the fence which it stands in does not."""

    index: int
    heading: Heading
    item_end: float
    until: float


def section_bounds(
    page: Page, headings: Sequence[Heading], level: int | None
) -> list[SectionBounds]:
    """For each heading, where its section ends: at the next one of its level or higher.

    But a heading ends no section in which an element was opened that is still open; nor, from
    inside a list item, the item that a heading of the wanted level opens, or what is outside of
    the item, unless it is of that level itself.
    """
    ends = [len(page.lines)] * len(headings)
    above: list[int | None] = [None] * len(headings)
    sections: list[_Section] = []
    for index, (heading, around) in enumerate(_with_surroundings(page, headings, level)):
        until = _close(sections, heading, around, ends)
        if sections:
            above[index] = sections[-1].index
            until = min(until, sections[-1].until)
        sections.append(_Section(index, heading, around.item_end, until))
    return [SectionBounds(*one) for one in zip(ends, above, strict=True)]


def _close(
    sections: list[_Section], heading: Heading, around: _Surroundings, ends: list[int]
) -> float:
    """End the sections that a heading ends; where it is guarded from one, until which line."""
    start = heading.lines.start
    while sections:
        top = sections[-1]
        if top.until > start:
            if top.heading.level < heading.level:
                return inf
            guard = _guard(top, start, around)
            if guard is not None:
                return guard.end
        ends[sections.pop().index] = start
    return inf


def _guard(section: _Section, start: int, around: _Surroundings) -> _Fence | None:
    if section.heading.lines.end <= around.element.start:
        return around.element
    is_around = section.item_end > start and section.heading.lines.start <= around.item.start
    return around.item if is_around else None


def _with_surroundings(
    page: Page, headings: Sequence[Heading], level: int | None
) -> Iterator[tuple[Heading, _Surroundings]]:
    elements = [_fence(one) for one in guarding_elements(page, headings)]
    items = page.blocks.items if level is not None else []
    asked = {one.lines.start for one in headings if one.nested and one.level == level}
    in_elements, in_items = _Nesting(elements), _Nesting([_Fence(*one.lines) for one in items])
    for heading in headings:
        start = heading.lines.start
        element = in_elements.innermost(start)
        around = in_items.all_around(start)
        if heading.level == level:
            guards = [one for one in around if one.start in asked and one.start < start]
        else:
            guards = around
        item = guards[-1] if guards else _Fence()
        yield heading, _Surroundings(element, item, around[-1].end if around else inf)


def _fence(element: Element) -> _Fence:
    return _Fence(element.opening, inf if element.closing is None else element.closing)


class _Nesting:
    """Fences in order of their first lines, asked for one line after the other."""

    def __init__(self, fences: Sequence[_Fence]) -> None:
        self._coming = fences
        self._next = 0
        self._open: list[_Fence] = []

    def all_around(self, line: int) -> list[_Fence]:
        """The fences that hold a line, from the outermost to the innermost."""
        while self._next < len(self._coming) and self._coming[self._next].start <= line:
            while self._open and self._open[-1].end <= self._coming[self._next].start:
                self._open.pop()
            self._open.append(self._coming[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= line:
            self._open.pop()
        return self._open

    def innermost(self, line: int) -> _Fence:
        """The innermost fence that holds a line."""
        around = self.all_around(line)
        return around[-1] if around else _Fence()


def guarding_elements(page: Page, headings: Sequence[Heading]) -> list[Element]:
    """The elements of a page; one without its end closes before the next heading like its own."""
    elements = elements_of(page.lines, page.blocks.hidden)
    if all(one.closing is not None for one in elements):
        return elements
    starts = [one.lines.start for one in headings]
    alike: dict[int, list[int]] = defaultdict(list)
    for heading in headings:
        alike[heading.level].append(heading.lines.start)
    return [_closed(one, headings, starts, alike) for one in elements]


def _closed(
    element: Element,
    headings: Sequence[Heading],
    starts: Sequence[int],
    alike: dict[int, list[int]],
) -> Element:
    above = bisect_right(starts, element.opening) - 1
    if element.closing is not None:
        return element
    same = alike[headings[above].level] if above >= 0 else []
    following = bisect_right(same, element.opening)
    closing = same[following] if following < len(same) else element.opening
    return element._replace(closing=closing)
