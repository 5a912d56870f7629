"""The pictures of the statistics, by the names of their sections."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import chain
from math import floor
from typing import Final

from flashcards.core.statistics.days import Week
from flashcards.services.statistics.stats import Stats
from flashcards.views.html import Html, element
from flashcards.views.pictures.charts import Plotted, against, columns, picture
from flashcards.views.statistics.calibration import recall_range
from flashcards.views.statistics.cards import stability_range
from flashcards.views.statistics.heat_map import DAYS_OF_WEEK, months, shade_of
from flashcards.views.text import counted, percent

_DAYS: Final = 30
_WEEK: Final = 7
_CELL: Final = 11
_MARGIN, _ABOVE = 34, 16
_SQUARE: Final = f"h{_CELL - 2}v{_CELL - 2}h-{_CELL - 2}z"
_LOWEST: Final = 0.7
"""Where shares begin, unless one lies below."""


def year(figures: Stats) -> Html:
    """A year of days."""
    return year_of(figures.heat_map)


def year_of(weeks: Sequence[Week]) -> Html:
    """Days, weeks as columns: the fuller, the more answers."""
    answers = chain.from_iterable(week.answers for week in weeks)
    counts = sorted(count for count in answers if count)
    days = _days(weeks, counts)
    names = [_text(DAYS_OF_WEEK[row], 0, _ABOVE + row * _CELL + 9) for row in (0, 2, 4)]
    above = [_text(name, _MARGIN + number * _CELL, 10) for number, name in months(weeks[:-2])]
    said = f"{counted(sum(counts), 'answer')} on {counted(len(counts), 'day')} of a year"
    size = _MARGIN + len(weeks) * _CELL, _ABOVE + _WEEK * _CELL
    return picture(said, names, above, days, width=size[0], height=size[1])


def _days(weeks: Sequence[Week], counts: list[int]) -> list[Html]:
    """The days of each shade together, each with its number; those without one are one path."""
    empty: list[str] = []
    shades: dict[int, list[Html]] = {}
    for column, week in enumerate(weeks):
        for row, count in enumerate(week.answers):
            cell = f"M{_MARGIN + column * _CELL} {_ABOVE + row * _CELL}{_SQUARE}"
            if count:
                day = week.begins_on + timedelta(days=row)
                said = element("title", f"{day:%a} {day}: {counted(count, 'answer')}")
                shades.setdefault(shade_of(count, counts), []).append(element("path", said, d=cell))
            elif count is not None:
                empty.append(cell)
    drawn = [element("g", cells, class_=f"shade{shade}") for shade, cells in shades.items()]
    return [element("path", d="".join(empty), class_="none"), *drawn]


def _text(said: str, x: int, y: int) -> Html:
    return element("text", said, x=x, y=y)


def month(figures: Stats) -> Html:
    """Answers on each of the last 30 days."""
    by_day = {row.on: row.reviews + row.crammed for row in figures.days}
    begin = figures.study_day - timedelta(days=_DAYS - 1)
    days = [begin + timedelta(days=number) for number in range(_DAYS)]
    values = [by_day.get(day, 0) for day in days]
    said = f"{counted(sum(values), 'answer')} in the last {_DAYS} days"
    return columns(values, [f"{day.day} {day:%b}" for day in days], said, marked=_DAYS - 1)


def calibration(figures: Stats) -> Html | None:
    """Recall that came true, over recall that was expected."""
    bins = [one for one in figures.calibration.bins if one.reviews]
    points = [
        Plotted(
            one.predicted,
            one.observed,
            f"expected {percent(one.predicted)}, came true {percent(one.observed)}"
            f" ({recall_range(one)}, {counted(one.reviews, 'review')})",
        )
        for one in bins
        if one.predicted is not None and one.observed is not None
    ]
    if not points:
        return None
    lowest = min(_LOWEST, *(min(one.across, one.upward) for one in points))
    least = floor(lowest * 10) / 10
    said = f"Recall expected {percent(figures.calibration.predicted)}, it came true"
    return against(points, least, f"{said} {percent(figures.calibration.observed)}")


def stability(figures: Stats) -> Html | None:
    """How many cards are remembered for how long."""
    bins = figures.cards.stability.bins
    if figures.cards.stability.mean is None:
        return None
    labels = [stability_range(one) for one in bins]
    return columns([one.cards for one in bins], labels, "Cards by stability")


PICTURES: Final[Mapping[str, Callable[[Stats], Html | None]]] = {
    "summary": year,
    "days": month,
    "cards": stability,
    "calibration": calibration,
}
"""The picture of each section that has one; None where there is nothing to show yet."""
