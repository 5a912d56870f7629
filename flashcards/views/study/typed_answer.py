"""What the learner typed, and where it differs from the answer."""

from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.decks.sides import Sides
from flashcards.core.study.typed_answer import Part, difference, expected_text
from flashcards.views.markup.blocks import StyledText
from flashcards.views.text import plain

_EXACTLY: Final = "You typed it exactly."
_LONGEST: Final = 72
"""A longer answer is not said twice: it stands below."""


def typed_lines(typed: str, shown: Sides, *, brackets: bool) -> Iterator[tuple[StyledText, ...]]:
    """A line of what was typed, and one of the answer if it is short.

    What the other has not is marked, by `brackets` where no colours are.
    """
    expected = expected_text(shown)
    found = difference(typed, expected)
    if found.is_none:
        yield (StyledText(_EXACTLY, "found"),)
        return
    yield (StyledText("you: ", "faint"), *_parts(found.typed, "over", brackets=brackets))
    if len(expected) <= _LONGEST:
        yield (StyledText("answer: ", "faint"), *_parts(found.expected, "found", brackets=brackets))


def _parts(parts: Sequence[Part], style: str, *, brackets: bool) -> Iterator[StyledText]:
    for part in parts:
        text = plain(part.text)
        if part.is_same:
            yield StyledText(text)
        else:
            yield StyledText(f"[{text}]" if brackets else text, style)
