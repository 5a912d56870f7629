"""True retention, by period and by how long the interval was."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.statistics.answered import Found
from flashcards.core.statistics.days import Tally, share

PERIODS: Final[dict[str, tuple[int, int] | None]] = {
    "today": (0, 1),
    "yesterday": (1, 2),
    "week": (0, 7),
    "month": (0, 30),
    "year": (0, 365),
    "all": None,
}
"""From how many study days ago up to how many, the latter not included."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Answers to cards in review in a period: `true_retention` is the share that passed.

    `cards`: `young` (an interval below 21 days), `mature`, or `all`.
    """

    period: str
    cards: str
    passed: int
    failed: int
    true_retention: float | None


def is_in(period: str, studied_on: date, today: date) -> bool:
    """Whether a study day belongs to a period; one to come belongs to `all` only."""
    first, last = bounds(period, today)
    return first <= studied_on.toordinal() <= last


def bounds(period: str, today: date) -> tuple[int, int]:
    """The first and the last study day of a period, as ordinals; that of `all` is 0."""
    days = PERIODS[period]
    if days is None:
        return 0, date.max.toordinal()
    begin, end = days
    return today.toordinal() - end + 1, today.toordinal() - begin


def tally_of(period: str, by_day: Mapping[date, Tally], today: date) -> Tally:
    """What was done in a period."""
    total = Tally()
    for day, tally in by_day.items():
        if is_in(period, day, today):
            total.add_all(tally)
    return total


def retention_table(by_day: Mapping[date, Tally], today: date) -> tuple[Retention, ...]:
    """Young, mature and all cards, for each period."""
    rows: list[Retention] = []
    for period in PERIODS:
        rows += _rows(period, tally_of(period, by_day, today))
    return tuple(rows)


def _rows(period: str, tally: Tally) -> Iterator[Retention]:
    young, mature = tally.tested(Found.YOUNG), tally.tested(Found.MATURE)
    every = young[0] + mature[0], young[1] + mature[1]
    for name, (passed, failed) in (("young", young), ("mature", mature), ("all", every)):
        yield Retention(period, name, passed, failed, share(passed, passed + failed))
