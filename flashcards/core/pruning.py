"""Which backups stay: many of late, fewer of long ago."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

# Each reaches beyond where the next coarser one begins: 12 days past a week, 10 weeks past a month.
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9


def kept(made_on: Sequence[date], today: date) -> set[int]:
    """The places of backups that stay, of backups made on those days, oldest first.

    All of yesterday and later; before that, the newest of each of the latest 12 days that have
    one; of all, the newest of each of the latest 10 weeks (Monday to Sunday) and 9 months that
    have one. Pruning often leaves what pruning once would.
    """
    yesterday = today - timedelta(days=1)
    late = {place for place, day in enumerate(made_on) if day >= yesterday}
    before = [day for day in made_on if day < yesterday]
    return (
        late
        | _newest(before, DAYS, date.toordinal)
        | _newest(made_on, WEEKS, lambda day: day.isocalendar()[:2])
        | _newest(made_on, MONTHS, lambda day: (day.year, day.month))
    )


def _newest(days: Sequence[date], most: int, bucket: Callable[[date], object]) -> set[int]:
    """The place of the newest in each of the latest buckets."""
    newest = {bucket(day): place for place, day in enumerate(days)}
    return set(sorted(newest.values())[-most:])
