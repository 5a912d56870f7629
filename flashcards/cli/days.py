"""Days as the learner says them: `friday`, `15 Jan`, `in 3 weeks`, `+10`, `2027-01-15`."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple, TypeAlias

import click

from flashcards.errors.base import FlashError

DAY_FORMS: Final = "2027-01-15, 15 Jan, friday, tomorrow, +10 or in 3 weeks"
"""Every way to write a day, as help and refusals show it."""

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_TO: Final = ".."
_SHORTEST: Final = 3
_WEEK: Final = 7
_FAR_DAYS: Final = 183
"""A day without a year that is farther away than this may well be a day that is just over."""

_LEAP_DAYS_APART: Final = 8
"""The most years between two days of 29 February."""

_NAMED: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LATER: Final = re.compile(r"\+(\d{1,5})", re.ASCII)
_IN: Final = re.compile(r"(?:in )?(\d{1,4}|an?) (day|week|month)s?( ago)?", re.ASCII)
_WEEKDAY: Final = re.compile(r"(next )?([a-z]{3,9})\.?", re.ASCII)
_NTH: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH: Final = re.compile(rf"{_NTH}\.? ([a-z]{{3,9}})\.?(?:,? (\d{{4}}))?", re.ASCII)
_MONTH_DAY: Final = re.compile(rf"([a-z]{{3,9}})\.? {_NTH}(?:,? (\d{{4}}))?", re.ASCII)
_FIGURES: Final = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", re.ASCII)


class UnparsableDay(FlashError):
    """What was given as a day is none."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said!r} is no day: write {DAY_FORMS}.")


class TwoDays(FlashError):
    """Figures that are read in two ways: the day first, or the month first."""

    def __init__(self, said: str, first: date, second: date) -> None:
        super().__init__(f"{said!r} can mean two days: write {first} or {second}.")


class UnparsableBreak(FlashError):
    """What was given as a break is none."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said!r} is no break: give its first and last day, as in 2026-12-24..2027-01-02"
            " or 24 Dec..2 Jan."
        )


class DayMeant(NamedTuple):
    """A day, and whether the words may well have meant another one."""

    day: date
    is_guess: bool = False


Reading: TypeAlias = DayMeant | None


def date_argument(name: str = "date") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A day as the last argument of a command; its words need no quotes."""
    return click.argument(name, nargs=-1, required=True, callback=_joined, metavar=name.upper())


def _joined(_context: click.Context, _parameter: click.Parameter, words: Sequence[str]) -> str:
    return " ".join(words)


def day_said(said: str, today: date, *, is_past: bool = False) -> date:
    """The day; what a guess was taken as is said. Raises `UnparsableDay` or `TwoDays`."""
    meant = day_meant(said, today, is_past=is_past)
    if meant.is_guess:
        from flashcards.cli.terminal.messages import say

        day = meant.day
        written = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
        say(f"Taken as {written}. If you mean another day, write it as {day}.", err=True)
    return meant.day


def day_meant(said: str, today: date, *, is_past: bool = False) -> DayMeant:
    """The day meant; a weekday, or a day without a year, lies ahead, or back if `is_past`.

    Raises `UnparsableDay` or `TwoDays`.
    """
    words = " ".join(said.casefold().split())
    found = next(filter(None, _readings(words, today, is_past=is_past)), None)
    if found is None:
        raise UnparsableDay(said)
    return found


def days_said(said: str, today: date) -> tuple[date, date]:
    """The first and the last day of `24 Dec..2 Jan`, which comes after the first.

    Raises `UnparsableBreak`.
    """
    first, _, last = said.partition(_TO)
    try:
        begins = day_meant(first, today).day
        is_counted = _LATER.fullmatch(last.strip()) or _IN.fullmatch(last.strip().casefold())
        return begins, day_meant(last, today if is_counted else max(begins, today)).day
    except (UnparsableDay, TwoDays):
        raise UnparsableBreak(said) from None


def _readings(words: str, today: date, *, is_past: bool) -> Iterator[Reading]:
    yield _iso(words)
    yield _counted(words, today)
    yield _weekday(words, today, is_past=is_past)
    yield _of_month(words, today, is_past=is_past)
    yield _figures(words)


def _iso(words: str) -> Reading:
    if not _ISO.fullmatch(words):
        return None
    year, month, day = map(int, words.split("-"))
    return _certain(year, month, day)


def _counted(words: str, today: date) -> Reading:
    """`tomorrow`, `+10`, `in 3 weeks`, `2 months ago`."""
    later = _LATER.fullmatch(words)
    days = _NAMED.get(words, int(later[1]) if later else None)
    if days is not None:
        return DayMeant(today + timedelta(days=days))
    found = _IN.fullmatch(words)
    if found is None:
        return None
    count = int(found[1]) if found[1].isdecimal() else 1
    count = -count if found[3] else count
    if found[2] == "month":
        return _months_later(today, count)
    return DayMeant(today + timedelta(days=count * (_WEEK if found[2] == "week" else 1)))


def _months_later(today: date, months: int) -> Reading:
    """The same day of another month, or its last day."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return _certain(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _weekday(words: str, today: date, *, is_past: bool) -> Reading:
    """The next day of that name, a week away where it is today; `next` may mean the one after."""
    found = _WEEKDAY.fullmatch(words)
    number = None if found is None else _number(found[2], WEEKDAYS)
    if found is None or number is None:
        return None
    ahead = (number - today.weekday()) % _WEEK or _WEEK
    is_guess = ahead == _WEEK or found[1] is not None
    back = (today.weekday() - number) % _WEEK or _WEEK
    return DayMeant(today + timedelta(days=-back if is_past else ahead), is_guess)


def _of_month(words: str, today: date, *, is_past: bool) -> Reading:
    """`15 Jan`, `January 15th, 2027`; without a year the nearest that lies ahead, or back."""
    found = _DAY_MONTH.fullmatch(words)
    day, month, year = found.groups() if found else (None, None, None)
    if found is None and (found := _MONTH_DAY.fullmatch(words)):
        month, day, year = found.groups()
    number = None if month is None else _number(month, MONTHS)
    if number is None or day is None:
        return None
    if year is not None:
        return _certain(int(year), number + 1, int(day))
    nearest = _nearest(number + 1, int(day), today, -1 if is_past else 1)
    if nearest is None:
        return None
    return DayMeant(nearest, abs((nearest - today).days) > _FAR_DAYS)


def _nearest(month: int, day: int, today: date, step: int) -> date | None:
    """The day of this year, or of the nearest one that has it and lies ahead, or back."""
    for years in range(_LEAP_DAYS_APART + 1):
        found = _certain(today.year + step * years, month, day)
        if found is not None and (found.day - today).days * step >= 0:
            return found.day
    return None


def _figures(words: str) -> Reading:
    """`15.1.2027` and `15/1/2027`; raises `TwoDays` where the month may stand first."""
    found = _FIGURES.fullmatch(words)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_first, month_first = _certain(year, second, first), _certain(year, first, second)
    if found[2] == "/" and day_first and month_first and day_first != month_first:
        raise TwoDays(words, day_first.day, month_first.day)
    return day_first or (month_first if found[2] == "/" else None)


def _number(said: str, names: Sequence[str]) -> int | None:
    """Which name the word begins, `fri` or `sept`; the beginning has three letters or more."""
    found = [n for n, name in enumerate(names) if name.casefold().startswith(said)]
    return found[0] if len(found) == 1 and len(said) >= _SHORTEST else None


def _certain(year: int, month: int, day: int) -> Reading:
    try:
        return DayMeant(date(year, month, day))
    except ValueError:
        return None
