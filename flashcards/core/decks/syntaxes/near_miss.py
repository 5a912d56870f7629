"""What is probably meant as a tag and is none: warnings."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.core.decks.markdown.edges import TAG_LETTERS
from flashcards.core.decks.page import Page
from flashcards.core.decks.syntaxes.heading import is_label
from flashcards.core.decks.syntaxes.syntax import Search
from flashcards.core.problem import Problem, warning

_LETTER: Final = re.compile(
    rf"""([{TAG_LETTERS.lower()}]):(?!\S)  # q: text
    |(?:\*\*|__)([{TAG_LETTERS}])(?::(?:\*\*|__)|(?:\*\*|__):)(?!\S)  # **Q:** text
    |([{TAG_LETTERS}])(?:\ :|\uff1a)(?!:)                      # Q : text, and the full-width colon
    |([QA]):(?=[^\W\d_])                              # Q:text""",
    re.VERBOSE,
)
_WORD: Final = re.compile(r"(ans|answer|question|cloze|skill)\ ?:(?!\S)", re.IGNORECASE)
_FIRST: Final = frozenset(f"{TAG_LETTERS.lower()}{TAG_LETTERS}*_")
_RIGHT: Final = frozenset(f"{letter}: " for letter in TAG_LETTERS)


def missed_tags(search: Search) -> Iterator[Problem]:
    """The lines outside code that look like a tag line, whatever the tag."""
    page = search.page
    lines = enumerate(page.lines)
    labels = set(_labels(page))
    for line in [line for line, text in lines if text[:1] in _FIRST and text[:3] not in _RIGHT]:
        if not page.blocks.hidden[line] and line not in labels:
            text = page.lines[line]
            tag = meant_tag(text)
            if tag is not None:
                message = f"`{text[:10].strip()}` is not a tag"
                yield warning(page.file, line, message, f"write `{tag}`, then a blank")


def _labels(page: Page) -> Iterator[int]:
    """The lines below a heading that say only that its answer begins, and are no part of it."""
    for heading in page.blocks.headings:
        line = heading.lines.end
        while line < len(page.lines) and not page.lines[line].strip():
            line += 1
        if line < len(page.lines) and is_label(page.lines[line]):
            yield line


def meant_tag(text: str) -> str | None:
    """The tag that a line outside of lists and quotes was probably meant to begin with."""
    letter = _LETTER.match(text)
    if letter is not None:
        return f"{(letter[1] or letter[2] or letter[3] or letter[4]).upper()}:"
    word = _WORD.match(text)
    return f"{word[1][0].upper()}:" if word is not None else None
