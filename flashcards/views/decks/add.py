"""What is asked for a new card, and where it stands then."""

from pathlib import Path
from typing import Final

from flashcards.core.card import Card
from flashcards.views.text import plain

QUESTION: Final = "Question"
ANSWER: Final = "Answer"
_ID_DIGITS: Final = 8


def added_line(card: Card) -> str:
    """Where the card stands, and its name."""
    return f"Added to {plain(card.source.file)} as {_id(card)}."


def story_line(card: Card, *, is_new: bool) -> str:
    """Where the story stands, and the command that opens it."""
    file, id_ = plain(card.source.file), _id(card)
    if is_new:
        return f"Added to {file} as {id_}. Tell it: flash edit {id_}"
    return f"It is in {file} already, as {id_}. Tell it: flash edit {id_}"


def kept_line(file: Path) -> str:
    """Where a text is that could not be added."""
    return f"What you wrote is kept in {file}."


def _id(card: Card) -> str:
    return card.id[:_ID_DIGITS]
