"""Instants and study days: a study day begins at the rollover hour of the local time zone."""

from datetime import date, datetime, time, timedelta, timezone, tzinfo

from flashcards.core.frozen import dataclass


def study_day(at: datetime, zone: tzinfo, rollover_hour: int) -> date:
    """The study day that the instant `at` belongs to."""
    return (at.astimezone(zone).replace(tzinfo=None) - timedelta(hours=rollover_hour)).date()


def study_day_start(day: date, zone: tzinfo, rollover_hour: int) -> datetime:
    """The instant at which `day` begins, in UTC; where clocks skip it, the end of the gap."""
    return datetime.combine(day, time(rollover_hour), zone).astimezone(timezone.utc)


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, and where: an aware instant and the learner's time zone."""

    now: datetime
    zone: tzinfo

    def today(self, rollover_hour: int) -> date:
        """The study day it is."""
        return study_day(self.now, self.zone, rollover_hour)

    @property
    def utc_offset_s(self) -> int:
        """Seconds the local clock is ahead of UTC."""
        offset = self.now.astimezone(self.zone).utcoffset()
        return int(offset.total_seconds()) if offset is not None else 0
