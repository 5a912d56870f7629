"""What is asked for a new card, and where it stands then."""

from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import Final

from flashcards.core.card import Card, CardId
from flashcards.views.text import plain

QUESTION: Final = "Question"
ANSWER: Final = "Answer"
_ID_DIGITS: Final = 8


def added_lines(
    cards: Sequence[Card], there: Container[CardId], asked: Callable[[Card], Card | None]
) -> list[str]:
    """A line a card: where it stands, or stood before; and where its question has another answer.

    `there` are those that were there before; `asked` looks for the other card.
    """
    return [line for card in cards for line in _lines(card, card.id in there, asked(card))]


def _lines(card: Card, is_there: bool, other: Card | None) -> Iterator[str]:  # noqa: FBT001
    if is_there:
        yield f"It is in {plain(str(card.source))} already, as {_id(card)}: nothing was added."
    else:
        yield f"Added to {plain(card.source.file)} as {_id(card)}."
    if other is not None:
        place = plain(str(other.source))
        yield f"The same question stands in {place} with another answer: flash edit {_id(other)}"


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
