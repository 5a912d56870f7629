"""Progress of long work, told to whoever watches."""

from collections.abc import Callable
from typing import Final, Self


class Amount(int):
    """So many of something: a number that whoever shows it can say the unit of."""

    unit: str

    def __new__(cls, number: int, unit: str) -> Self:
        """So many of the unit, which is said in the plural."""
        amount = super().__new__(cls, number)
        amount.unit = unit
        return amount


Progress = Callable[[int, Amount], None]
"""Told how many of how many are done."""

PERCENT: Final = "%"
_WHOLE: Final = Amount(100, PERCENT)


def unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""
    del done, total


def in_units(progress: Progress, unit: str) -> Callable[[int, int], None]:
    """For what does not know the unit that it counts in."""
    return lambda done, total: progress(done, Amount(total, unit))


def in_percent(progress: Progress) -> Callable[[int, int], None]:
    """For what counts in a unit that says nothing to a person, or in several."""
    return lambda done, total: progress(100 * done // total if total else 100, _WHOLE)


def part_of(progress: Progress, number: int, parts: int) -> Progress:
    """The progress of one of several equal parts."""
    return lambda done, total: progress(number * total + done, Amount(parts * total, total.unit))
