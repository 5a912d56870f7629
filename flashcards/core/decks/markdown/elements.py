"""HTML elements that hold other blocks: where they open and where they close, by lines."""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.markdown.comments import without_comments
from flashcards.core.decks.markdown.inline import code_and_math

_TAG: Final = re.compile(r"(?<!\\)<(/?)(details|table)(?=[\s>/])", re.IGNORECASE)
_MOST_LEVELS: Final = 50
"""How far up an end looks for its beginning, so that any text takes linear time."""


class Element(NamedTuple):
    """A `<details>` or `<table>`, from the line it opens on to that of its end, if it has one."""

    name: str
    opening: int
    closing: int | None


def elements_of(lines: Sequence[str], hidden: Sequence[int]) -> list[Element]:
    """The elements of a file that are on more than one line, in order; those in code are none."""
    found: list[Element] = []
    open_ones: list[tuple[str, int]] = []
    for line, is_end, name in _tags(lines, hidden):
        if not is_end:
            open_ones.append((name, line))
        elif any(one == name for one, _ in open_ones[-_MOST_LEVELS:]):
            while open_ones[-1][0] != name:
                found.append(Element(*open_ones.pop(), None))
            found.append(Element(*open_ones.pop(), line))
    found += (Element(*one, None) for one in open_ones)
    several = (one for one in found if one.closing != one.opening)
    return sorted(several, key=attrgetter("opening"))


def _tags(lines: Sequence[str], hidden: Sequence[int]) -> Iterator[tuple[int, bool, str]]:
    for line in [line for line, text in enumerate(lines) if "<" in text]:
        if not hidden[line] and _TAG.search(lines[line]):
            shown = without_comments(lines[line])
            code = code_and_math(shown)
            for tag in _TAG.finditer(shown):
                if not holding(code, tag.start()):
                    yield line, bool(tag[1]), tag[2].lower()
