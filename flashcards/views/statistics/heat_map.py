"""A year at a glance: weeks as columns, weekdays as rows, the darker the more."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from flashcards.core.statistics.days import Week

_SHADES: Final = "░▒▓█"
_NONE: Final = "·"
DAYS_OF_WEEK: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MARGIN: Final = " " * 4
_LABEL: Final = 4


def heat_map_lines(weeks: Sequence[Week], width: int) -> list[str]:
    """Months, seven weekdays, and what the shades are: the last weeks, 56 columns for a year."""
    weeks = weeks[-max(1, width - len(_MARGIN)) :]
    counts = sorted(count for week in weeks for count in week.answers if count)
    rows = [
        f"{name} " + "".join(_shade(week.answers[number], counts) for week in weeks)
        for number, name in enumerate(DAYS_OF_WEEK)
    ]
    key = f"{_MARGIN}{_NONE} none  {_SHADES[0]} few  {_SHADES[1]}  {_SHADES[2]}  {_SHADES[3]} many"
    return [line.rstrip() for line in (_MARGIN + _months(weeks), *rows, key)]


def _shade(count: int | None, counts: Sequence[int]) -> str:
    """By rank among the days studied, so that one day of plenty does not pale all others."""
    if count is None:
        return " "
    if count == 0:
        return _NONE
    return _SHADES[shade_of(count, counts)]


def shade_of(count: int, counts: Sequence[int]) -> int:
    """The shade of a day by its rank among all days studied, in order; 0 to 3."""
    return (len(_SHADES) * bisect_right(counts, count) - 1) // len(counts)


def months(weeks: Sequence[Week]) -> Iterator[tuple[int, str]]:
    """The weeks in which a month begins, by their numbers, and its name."""
    for number, week in enumerate(weeks):
        last = week.begins_on + timedelta(days=6)
        if last.day <= len(DAYS_OF_WEEK):
            yield number, f"{last:%b}"


def _months(weeks: Sequence[Week]) -> str:
    """The name of each month above the week that it begins in, where there is room."""
    line = ""
    for number, name in months(weeks):
        if len(line) <= number and number + _LABEL <= len(weeks) + 1:
            line = line.ljust(number) + f"{name} "
    return line
