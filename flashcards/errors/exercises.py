"""Exercises that cannot be practised."""

from datetime import date
from shlex import quote

from flashcards.errors.base import FlashError


class NoExercises(FlashError):
    """No card of the collection, or of the area, is an exercise."""

    def __init__(self, area: str | None) -> None:
        where = "in your decks" if area is None else f"in the area {area!r}"
        super().__init__(
            f"There is no exercise {where}: give a question 10 minutes or more,"
            " such as `<!-- limit: 30m -->`."
        )


class NothingToPractise(FlashError):
    """Every exercise was done, and none is due."""

    def __init__(self, area: str | None, next_on: date | None) -> None:
        where = "" if area is None else f" in the area {area!r}"
        when = "" if next_on is None else f" before {next_on}"
        super().__init__(
            f"Nothing to practise{where}: no exercise is new, and none is due{when};"
            " a card's id asks it now, such as `flash practise 1f2e3d4c`."
        )


class NotAnExercise(FlashError):
    """A card without a limit of 10 minutes, or of a kind that is no exercise."""

    def __init__(self, card: str, deck: str) -> None:
        super().__init__(
            f"The card {card} is no exercise, which is a question with 10 minutes or more:"
            f" `flash review {quote(deck)}` asks the cards of its deck."
        )


class ExerciseWithoutAnswer(FlashError):
    """There is nothing to compare with at the end."""

    def __init__(self, card: str, place: str) -> None:
        super().__init__(
            f"The exercise at {place} has no answer to compare yours with:"
            f" write one with `flash edit {card}`."
        )


class ExerciseOpen(FlashError):
    """A second exercise at the same time."""

    def __init__(self) -> None:
        super().__init__(
            "An exercise is open in another terminal: finish it there, or leave it with q."
        )
