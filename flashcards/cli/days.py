"""Days as the learner says them."""

import re
from datetime import date, timedelta
from typing import Final

from flashcards.errors.base import FlashError

_NAMED: Final = {"today": 0, "tomorrow": 1}
_LATER: Final = re.compile(r"\+(\d{1,5})", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TO: Final = ".."


class UnparsableDay(FlashError):
    """What was given as a day to be due on is none."""

    def __init__(self, said: str) -> None:
        super().__init__(f"{said!r} is no day: give a date like 2027-01-15, today, tomorrow or +3.")


class UnparsableBreak(FlashError):
    """What was given as a break is none."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said!r} is no break: give its first and last day, as in 2026-12-24..2027-01-02."
        )


def day_said(said: str, today: date) -> date:
    """The day: an ISO date, `today`, `tomorrow` or `+3`; raises `UnparsableDay`."""
    later = _LATER.fullmatch(said)
    days = _NAMED.get(said.casefold(), int(later[1]) if later else None)
    if days is not None:
        return today + timedelta(days=days)
    found = _date(said)
    if found is None:
        raise UnparsableDay(said)
    return found


def days_said(said: str) -> tuple[date, date]:
    """The first and the last day of `2026-12-24..2027-01-02`; raises `UnparsableBreak`."""
    first, _, last = said.partition(_TO)
    found = _date(first), _date(last)
    if found[0] is None or found[1] is None:
        raise UnparsableBreak(said)
    return found[0], found[1]


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said) if _DATE.fullmatch(said) else None
    except ValueError:
        return None
