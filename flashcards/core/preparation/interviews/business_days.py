"""Days counted as offers and cooldowns count them: business days and months."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

_WORKING: Final = 5
"""Monday to Friday; public holidays differ from place to place and are not known here."""

_MONTHS: Final = 12


def is_business_day(day: date) -> bool:
    """Whether the day is one from Monday to Friday."""
    return day.weekday() < _WORKING


def business_days_after(day: date, count: int) -> date:
    """The business day that is the `count`th after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day)
    return day


def business_days_until(today: date, day: date) -> int:
    """How many business days there are after `today`, up to `day` and with it."""
    ahead = range(1, (day - today).days + 1)
    return sum(is_business_day(today + timedelta(days=one)) for one in ahead)


def months_after(day: date, count: int) -> date:
    """The same day of the month so many months later, or the last one where there is none."""
    years, month = divmod(day.month - 1 + count, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
