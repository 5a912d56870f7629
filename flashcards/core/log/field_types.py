"""What the fields of facts may hold, as types that say their limits: the reader heeds them."""

from datetime import date, datetime, timezone
from typing import Annotated, Final

from flashcards.core.json_values import matching, within

LIKE_AN_ID: Final = matching(r"[0-9A-Za-z_-]+")
"""What an id may be made of where it is used as one."""

_EARLIEST: Final = datetime(1900, 1, 1, tzinfo=timezone.utc)
_LATEST: Final = datetime(5999, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone.utc)
_DAY_S: Final = 86_400


def _in_utc(at: datetime) -> datetime:
    return at.astimezone(timezone.utc)


SoundDay = Annotated[date, within(_EARLIEST.date(), _LATEST.date())]
"""A day that the calendar of a due day can be counted on from."""

SoundInstant = Annotated[datetime, within(_EARLIEST, _LATEST)]
"""An instant of such a day, that says its offset from UTC."""

InstantInUtc = Annotated[SoundInstant, _in_utc]
"""The same, and told in UTC whatever offset it says."""

Natural = Annotated[int, within(0, 2**62)]
"""A whole number from 0 that a database can hold."""

UtcOffset = Annotated[int, within(1 - _DAY_S, _DAY_S - 1)]
"""Seconds that a local clock is ahead of UTC: less than a day."""

Score = Annotated[int, within(1, 5)]
"""How well something went, as the learner or an interviewer says it."""

PointNumber = Annotated[int, within(1, 999)]
"""A point of an answer, counted from 1, or how many there are."""
