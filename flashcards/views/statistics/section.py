"""A part of `flash stats`, of which each module beside this one has one."""

from typing import TYPE_CHECKING, Final

from flashcards.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flashcards.services.statistics.stats import Stats

ALL: Final = "all"
"""What names all sections."""
SECTIONS: Final = {
    "summary": "",
    "retention": "",
    "days": "",
    "cards": "how well they are remembered",
    "calibration": "recall expected and observed",
    "answers": "",
    "time": "",
    "limits": "questions answered in the time they have",
    "hardest": "",
    "decks": "",
}
"""Each section's name, and what the name does not say of it."""


@dataclass(frozen=True, slots=True)
class StatsSection:
    """Its screen in so many columns, the type of its rows, and the rows."""

    lines: "Callable[[Stats, int], Iterable[str]]"
    row: type
    rows: "Callable[[Stats], Iterable[object]]"
