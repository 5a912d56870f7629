"""The days ahead, as a picture and as figures."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.simulation.forecast import DayAhead
from flashcards.services.statistics.forecast import Forecast, ForecastRow, Outlook
from flashcards.views.bars import columns
from flashcards.views.table import Column, table_lines
from flashcards.views.text import counted, percent
from flashcards.views.view import Rows, View


def _fullest(one: Outlook) -> DayAhead:
    """The first of the days with the most minutes."""
    return max(one.by_day, key=lambda day: day.minutes)


def _price(one: Outlook) -> str:
    return f"{one.minutes / one.known:,.2f}" if one.known else percent(None)


_DAYS = (
    Column("day", lambda row: f"{row.on}", 10),
    Column("due", lambda row: f"{row.due:,.0f}", 6, right=True),
    Column("new", lambda row: f"{row.new:,.0f}", 5, right=True),
    Column("minutes", lambda row: f"{row.minutes:,.0f}", 7, right=True),
    Column("recall", lambda row: percent(row.recall), 6, right=True),
    Column("known", lambda row: f"{row.known:,.0f}", 7, right=True),
    Column("backlog", lambda row: f"{row.backlog:,.0f}", 7, right=True),
    Column("retention", lambda row: f"{row.retention:g}", 9, right=True),
)
_COMPARED = (
    Column("retention", lambda one: f"{one.retention:g}", 9, right=True),
    Column("minutes", lambda one: f"{one.minutes:,.0f}", 9, right=True),
    Column("a day", lambda one: f"{one.minutes / len(one.by_day):,.1f}", 7, right=True),
    Column("most", lambda one: f"{_fullest(one).minutes:,.0f}", 6, right=True),
    Column("known", lambda one: f"{one.known:,.0f}", 7, right=True),
    Column("recall", lambda one: percent(one.recall), 6, right=True),
    Column("minutes per known card", _price, 22, right=True),
)
_HEIGHT: Final = 6
_LOWER: Final = 4
_WEEK: Final = 7
_MONTH: Final = 30
_MOST_DAYS: Final = 31
_MOST_WEEKS: Final = 31


@dataclass(frozen=True, slots=True)
class _Scale:
    """How many days a column stands for, in words, and how its first day is written."""

    days: int
    words: str
    day: str


@dataclass(frozen=True, slots=True)
class _Chart:
    """A picture's title, the figure of a day, and how many lines its columns take."""

    title: str
    figure: Callable[[DayAhead], float]
    height: int


def forecast_view(found: Forecast, width: int) -> View:
    """The days as a picture, or a row a day and retention."""
    rows = Rows(ForecastRow, found.rows)
    return View(_lines(found, width), rows, found, table=table_lines(_DAYS, found.rows, width))


def _lines(found: Forecast, width: int) -> Iterator[str]:
    scale = _scale(found.days)
    if not found.cards:
        yield "There is no card to simulate: see `flash due`."
    elif len(found.retentions) == 1:
        (one,) = found.retentions
        cards = _Chart("Cards a day, due and new", lambda day: day.due + day.new, _HEIGHT)
        yield from _chart_lines(cards, one, scale, width)
        minutes = _Chart("Minutes a day", lambda day: day.minutes, _HEIGHT)
        yield from _chart_lines(minutes, one, scale, width)
        yield from _totals(found, one)
    else:
        for one in found.retentions:
            title = f"Minutes a day at {one.retention:g}"
            chart = _Chart(title, lambda day: day.minutes, _LOWER)
            yield from _chart_lines(chart, one, scale, width)
        yield from table_lines(_COMPARED, found.retentions, width)
        yield ""
        yield _at_first(found)


def _chart_lines(chart: _Chart, one: Outlook, scale: _Scale, width: int) -> Iterator[str]:
    parts = [one.by_day[at : at + scale.days] for at in range(0, len(one.by_day), scale.days)]
    values = [sum(map(chart.figure, part)) / len(part) for part in parts]
    labels = [_day(part[0].on, scale.day) for part in parts]
    yield chart.title + scale.words
    yield from columns(values, labels, chart.height, width)
    yield ""


def _scale(days: int) -> _Scale:
    if days <= _MOST_DAYS:
        return _Scale(1, "", "%b")
    if days <= _WEEK * _MOST_WEEKS:
        return _Scale(_WEEK, ", week by week", "%b")
    return _Scale(_MONTH, ", 30 days by 30 days", "%b %y")


def _totals(found: Forecast, one: Outlook) -> Iterator[str]:
    fullest = _fullest(one)
    due = sum(day.due for day in one.by_day)
    new = sum(day.new for day in one.by_day)
    last = one.by_day[-1]
    work = f"{due:,.0f} due and {new:,.0f} new cards in {one.minutes:,.0f} minutes"
    most = f"{fullest.minutes:,.0f} (on {fullest.on:%a} {_day(fullest.on, '%b')})"
    yield f"{counted(found.days, 'day')}: {work}."
    yield f"{counted(round(one.minutes / found.days), 'minute')} a day, at most {most}."
    yield f"{_at_first(found)} At the end: {_known(one.known, one.recall)}."
    limited = round(last.limited)
    if limited:
        yield f"{_waiting(limited)}: the limits are too low."
    if (others := round(last.backlog) - limited) > 0:
        yield f"{_waiting(others)}: for a date, a sibling or the end of a break."


def _waiting(count: int) -> str:
    return f"{counted(count, 'due card')} {'is' if count == 1 else 'are'} still waiting then"


def _at_first(found: Forecast) -> str:
    return f"Now: {_known(found.known_now, found.recall_now)}."


def _known(known: float, recall: float | None) -> str:
    return f"recall {percent(recall)}, {counted(round(known), 'card')} known"


def _day(on: date, rest: str) -> str:
    """`5 Jan`; `Jan 26` where the day does not matter."""
    return f"{on.day} {on:{rest}}" if rest == "%b" else f"{on:{rest}}"
