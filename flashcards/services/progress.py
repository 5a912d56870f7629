"""Progress of long work, told to whoever watches."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""
    del done, total


def part_of(progress: Progress, number: int, parts: int) -> Progress:
    """The progress of one of several equal parts."""
    return lambda done, total: progress(number * total + done, parts * total)
