"""Which points of an answer were said, in words."""

from collections.abc import Collection
from typing import Final

from flashcards.core.decks.sides import Sides
from flashcards.core.known_card import KnownCard
from flashcards.services.decks.show import HistoryRow

REVEAL_FIRST: Final = "Show the answer first, then tick its points."
NOT_TICKED: Final = "no points ticked"
_LONGEST_NUMBER: Final = 9


def point_numbers(text: str) -> list[int] | None:
    """The numbers of a text, commas or blanks between them; None where it says anything else."""
    words = text.replace(",", " ").split()
    if not all(word.isdecimal() and len(word) <= _LONGEST_NUMBER for word in words):
        return None
    return [int(word) for word in words]


def said_line(said: int, count: int) -> str:
    """How many points were said."""
    return f"{said} of {count} said"


def said_of(row: HistoryRow) -> str:
    """How many points were said with an answer; nothing where none were ticked."""
    return "" if row.said is None or row.points is None else said_line(len(row.said), row.points)


def ticking_keys(count: int) -> str:
    """The keys while points are ticked."""
    digits = "1" if count == 1 else f"1 to {count}"
    return f"{digits} said, or not · a all · Enter keeps it · Esc does not"


def ticked_faces(shown: Sides, known: KnownCard, said: Collection[int]) -> Sides:
    """The sides of a card, its points numbered and ticked."""
    from flashcards.core.decks.points import points_of, ticked

    return Sides(shown.question, ticked(shown.answer, points_of(known.card), said))
