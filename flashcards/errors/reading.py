"""What the reading list does not have."""

from collections.abc import Sequence

from flashcards.errors.base import FlashError


class UnknownReadingArea(FlashError):
    """An area of which the reading list names nothing."""

    def __init__(self, said: str, known: Sequence[str]) -> None:
        there = ", ".join(known)
        super().__init__(f"The reading list has no area {said!r}: choose one of {there}.")
