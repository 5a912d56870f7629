"""The days ahead, simulated from the cards as they are, with the learner's own habits."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import date

from flashcards.core.frozen import dataclass
from flashcards.core.selection import Selection
from flashcards.core.simulation.forecast import DayAhead, forecast, known_at_first
from flashcards.core.simulation.input import ForecastCard
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.progress import Progress, in_percent, part_of, unheard
from flashcards.services.statistics.simulation_input import prospects, simulation_input
from flashcards.services.work import reading_work


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days at one desired retention: minutes in all, cards known and recall at the end."""

    retention: float
    minutes: float
    known: float
    recall: float | None
    by_day: tuple[DayAhead, ...]


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A day ahead at a desired retention."""

    retention: float
    on: date
    due: float
    new: float
    minutes: float
    recall: float | None
    known: float
    backlog: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The object of `flash forecast --json`, keys in this order.

    `days` begin with the study day; `cards` are looked ahead for, `known_now` of them are expected
    to be known, and `recall_now` is the mean over those seen, null without any.
    """

    study_day: date
    days: int
    cards: int
    known_now: float
    recall_now: float | None
    retentions: tuple[Outlook, ...]

    @property
    def rows(self) -> Iterator[ForecastRow]:
        """A row a day, retention after retention."""
        for outlook in self.retentions:
            for day in outlook.by_day:
                yield ForecastRow(
                    retention=outlook.retention,
                    on=day.on,
                    due=day.due,
                    new=day.new,
                    minutes=day.minutes,
                    recall=day.recall,
                    known=day.known,
                    backlog=day.backlog,
                )


@dataclass(frozen=True, slots=True)
class Horizon:
    """How many days to look ahead, for which cards, and the desired retentions to compare.

    Without any, decks keep the retention they have; one that is named holds for all cards.
    """

    days: int = 30
    retentions: tuple[float, ...] = ()
    selection: Selection = field(default_factory=Selection)


def forecast_days(
    collection: Collection, moment: Moment, horizon: Horizon, progress: Progress = unheard
) -> Forecast:
    """The study days from today on, for each desired retention on the same luck.

    Raises `UnknownDeck`.
    """
    today = collection.today(moment)
    with reading_work(collection, moment) as work:
        chosen = meant(work, horizon.selection)
        cards, start = prospects(work, chosen), simulation_input(work, chosen)
    wanted: Sequence[float | None] = tuple(dict.fromkeys(horizon.retentions)) or (None,)
    outlooks = []
    for number, retention in enumerate(wanted):
        heard = in_percent(part_of(progress, number, len(wanted)))
        found = forecast(_at(cards, retention), start, horizon.days, progress=heard)
        outlooks.append(_outlook(retention or collection.settings.retention, found))
    known, seen = known_at_first(cards, start)
    return Forecast(
        today,
        horizon.days,
        len(cards),
        round(known, 1),
        round(known / seen, 4) if seen else None,
        tuple(outlooks),
    )


def _at(cards: list[ForecastCard], retention: float | None) -> list[ForecastCard]:
    if retention is None:
        return cards
    return [replace(one, policy=replace(one.policy, retention=retention)) for one in cards]


def _outlook(retention: float, found: tuple[DayAhead, ...]) -> Outlook:
    by_day = tuple(map(_rounded, found))
    minutes = round(sum(day.minutes for day in found), 1)
    return Outlook(retention, minutes, by_day[-1].known, by_day[-1].recall, by_day)


def _rounded(day: DayAhead) -> DayAhead:
    """Shares in four places, the rest in one: no more can be foretold."""
    return DayAhead(
        day.on,
        round(day.due, 1),
        round(day.new, 1),
        round(day.minutes, 1),
        None if day.recall is None else round(day.recall, 4),
        round(day.known, 1),
        round(day.backlog, 1),
        round(day.limited, 1),
    )
