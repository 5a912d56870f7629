"""Now and here: the only reading of the clock and of the local time zone."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError

_YEARS: Final = range(1970, 3000)
"""Far enough from where dates end that every interval can be added."""

_NEW_YEAR: Final = datetime(2026, 1, 1, tzinfo=timezone.utc)


class UnparsableTime(FlashError):
    """What was given as an instant is none."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"{said} is no RFC 3339 time from 1970 to 2999: give one like 2026-11-22T08:00:00Z."
        )


class StillToCome(FlashError):
    """An answer said to be given in the future."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text} is still to come: give the time at which it was answered.")


class UnusableZone(FlashError):
    """A time zone a day or more from UTC, which no calendar here can count with."""

    def __init__(self) -> None:
        super().__init__("$TZ is a day or more from UTC: set it to a zone like Europe/Berlin.")


class AbsurdClock(FlashError):
    """A clock of the machine that no day can be counted on from."""

    def __init__(self, now: datetime) -> None:
        super().__init__(f"This machine's clock says it is the year {now.year}: set it right.")


class LocalZone(tzinfo):
    """The system's time zone by the C library's rules, so that any `$TZ` works.

    Whatever is asked of it raises `UnusableZone` for a time at which it is a day from UTC.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """The offset at a local time; `fold` tells the two apart where clocks go back."""
        return None if moment is None else _local(moment.replace(tzinfo=None)).utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Unknown: only the whole offset matters here."""
        del moment
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """The abbreviation at a local time."""
        return None if moment is None else _local(moment.replace(tzinfo=None)).tzname()

    def fromutc(self, moment: datetime) -> datetime:
        """The local time of an instant."""
        local = _local(moment.replace(tzinfo=timezone.utc))
        plain = local.replace(tzinfo=None)
        is_second = _local(plain).utcoffset() != local.utcoffset()
        return plain.replace(tzinfo=self, fold=int(is_second))


def _local(moment: datetime) -> datetime:
    try:
        return moment.astimezone()
    except ValueError as failure:
        raise UnusableZone from failure


Clock = Callable[[], Moment]


def clock(fixed: str | None) -> Clock:
    """The moment whenever asked, in the local zone; stands still at `fixed` (RFC 3339).

    Raises `UnparsableTime` or `UnusableZone`.
    """
    zone = LocalZone()
    _check(zone)
    if not fixed:
        return lambda: present(datetime.now(timezone.utc), zone)
    moment = moment_at(fixed, f"FLASH_NOW={fixed!r}")
    return lambda: moment


def present(now: datetime, zone: tzinfo) -> Moment:
    """What the machine's clock says, here; raises `AbsurdClock`."""
    if now.year not in _YEARS:
        raise AbsurdClock(now)
    return Moment(now, zone)


def _check(zone: LocalZone) -> None:
    """Ask for every week of a year, which may differ by daylight saving."""
    for week in range(53):
        (_NEW_YEAR + week * timedelta(weeks=1)).astimezone(zone)


def moment_at(text: str, said: str) -> Moment:
    """The moment of an RFC 3339 time, here; raises `UnparsableTime`, which names what was said."""
    return Moment(_instant(text, said), LocalZone())


def _instant(text: str, said: str) -> datetime:
    try:
        at = datetime.fromisoformat(text.upper())
        if at.tzinfo is not None and at.year in _YEARS:
            return at.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        pass
    raise UnparsableTime(said)
