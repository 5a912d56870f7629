"""Which backups stay: many of late, fewer of long ago, and no more than there is room for."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

# Each reaches beyond where the next coarser one begins: 12 days past a week, 10 weeks past a month.
DAYS: Final = 12
WEEKS: Final = 10
MONTHS: Final = 9

LEAST: Final = 4
"""So many stay however large they are."""

_HOUR: Final = timedelta(hours=1)


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


def in_room(
    made_at: Sequence[datetime], sizes: Sequence[int], room: int, now: datetime
) -> set[int]:
    """The places of backups, oldest first, that stay for all to take no more than `room` bytes.

    The newest and the oldest stay, and at least `LEAST`. Of the others those go first that are
    least missed: whose neighbours are nearest to each other for their age, so that what is left
    grows sparser with age, at any size.
    """
    left, taken = list(range(len(sizes))), sum(sizes)
    ages = [max(now - at, timedelta()) + _HOUR for at in made_at]
    while taken > room and len(left) > LEAST:
        gaps = [ages[older] / ages[newer] for older, newer in zip(left, left[2:], strict=False)]
        gone = left.pop(1 + gaps.index(min(gaps)))
        taken -= sizes[gone]
    return set(left)
