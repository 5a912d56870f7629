"""Mistakes in decks, as values: a file with problems still gives its good cards."""

from enum import StrEnum

from flashcards.core.card import Source
from flashcards.core.frozen import dataclass


class Severity(StrEnum):
    """An error hides a card or a setting; a warning hides nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a deck: where, how bad, what is wrong, and a hint that says what to do."""

    source: Source
    severity: Severity
    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.source}: {self.severity}: {self.message} ({self.hint})"


def error(file: str, line: int, message: str, hint: str) -> Problem:
    """A mistake that hides a card or a setting, at a line counted from 0 as the parser counts."""
    return Problem(Source(file, line + 1), Severity.ERROR, message, hint)


def warning(file: str, line: int, message: str, hint: str) -> Problem:
    """A mistake that hides nothing, at a line counted from 0 too."""
    return Problem(Source(file, line + 1), Severity.WARNING, message, hint)
