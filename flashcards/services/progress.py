"""Progress of long work, told to whoever watches."""

from collections.abc import Callable
from typing import Self

Progress = Callable[[int, int], None]
"""Told how many of how many are done; the latter may be an `Amount`."""


class Amount(int):
    """So many of something: a number that whoever shows it can say the unit of."""

    unit: str

    def __new__(cls, number: int, unit: str) -> Self:
        """So many of the unit, which is said in the plural."""
        amount = super().__new__(cls, number)
        amount.unit = unit
        return amount


def unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""
    del done, total


def part_of(progress: Progress, number: int, parts: int) -> Progress:
    """The progress of one of several equal parts."""
    return lambda done, total: progress(number * total + done, parts * total)
