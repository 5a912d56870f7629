"""A part of `flash stats`, of which each module beside this one has one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flashcards.services.statistics.stats import Stats


@dataclass(frozen=True, slots=True)
class StatsSection:
    """Its screen in so many columns, the type of its rows, and the rows."""

    lines: Callable[[Stats, int], Iterable[str]]
    row: type
    rows: Callable[[Stats], Iterable[object]]
