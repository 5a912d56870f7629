"""Marks that git leaves where two machines changed the same lines: neither text is meant."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.decks.page import Page
from flashcards.core.problem import Problem, error

_MARK: Final = "<<<<<<< "


def unmerged(page: Page) -> Iterator[Problem]:
    """Where a merge has not been settled; marks in code are code."""
    for line, text in enumerate(page.lines):
        if text.startswith(_MARK) and not page.blocks.hidden[line]:
            message = "a merge that is not settled: both texts stand here"
            yield error(page.file, line, message, "keep one, and delete git's marks")
