"""Problems at a line of a file, counted from 0 as the parser counts."""

from flashcards.core.card import Source
from flashcards.core.problem import Problem, Severity


def error(file: str, line: int, message: str, hint: str) -> Problem:
    """A mistake that hides a card or a setting."""
    return Problem(Source(file, line + 1), Severity.ERROR, message, hint)


def warning(file: str, line: int, message: str, hint: str) -> Problem:
    """A mistake that hides nothing."""
    return Problem(Source(file, line + 1), Severity.WARNING, message, hint)
