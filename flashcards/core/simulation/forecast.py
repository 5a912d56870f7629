"""The days ahead, simulated from the cards as they are: what is due, in what time, how well known.

Each card has its own stream of chance, so that the same seed gives the same days, whatever the
order of the cards; and a desired retention is compared with another on the same luck.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.simulation.imagined import Learner
from flashcards.core.simulation.input import ForecastCard, SimulationInput
from flashcards.core.simulation.run import Counted, imagined_cards, imagined_days

# The luck of many cards evens out within a run, that of few only over several.
_MOST_RUNS: Final = 10
_ENOUGH_CARDS: Final = 5_000
"""Fewer cards are imagined several times over, up to ten, and the mean is told."""
_DATED_RUNS: Final = 3
"""A date's plan of a day takes longer than all its answers: with dates, no more runs than these."""


@dataclass(frozen=True, slots=True)
class DayAhead:
    """A study day to come, in means over the runs.

    `due` cards in review that are answered, `new` ones introduced, `minutes` all answers;
    `recall` the mean probability of recall over all cards seen by its end, None without any,
    `known` their sum; `backlog` cards due that are left over, `limited` of them by a limit.
    """

    on: date
    due: float
    new: float
    minutes: float
    recall: float | None
    known: float
    backlog: float
    limited: float = 0.0


def forecast(
    forecast_cards: Iterable[ForecastCard],
    inputs: SimulationInput,
    days: int,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[DayAhead, ...]:
    """So many days from the first on; `progress` is told how many of how many are imagined."""
    cards = sorted(forecast_cards, key=lambda one: (one.position, one.card))
    count = runs(len(cards)) if inputs.dates is None else min(runs(len(cards)), _DATED_RUNS)
    found: list[list[Counted]] = [[] for _ in range(count)]
    for number, run in enumerate(found):
        for day in islice(imagined_days(cards, inputs, seed + number), days):
            run.append(day)
            progress(number * days + len(run), count * days)
    return tuple(
        _mean(inputs.begins_on + timedelta(days=ahead), of_day)
        for ahead, of_day in enumerate(zip(*found, strict=True))
    )


def runs(cards: int) -> int:
    """How many times so many cards are imagined: until they are 5,000, at most ten times."""
    return min(_MOST_RUNS, -(-_ENOUGH_CARDS // max(1, cards)))


def known_at_first(
    forecast_cards: Iterable[ForecastCard], inputs: SimulationInput
) -> tuple[float, int]:
    """The expected number of cards known before anything is answered, and how many are seen."""
    cards = sorted(forecast_cards, key=lambda one: (one.position, one.card))
    learner = Learner(inputs.model, inputs.habits)
    seen = [card for card in imagined_cards(cards, inputs, 0) if not card.is_new]
    return sum((learner.recall(card, 0) for card in seen), 0.0), len(seen)


def _mean(on: date, of_day: Sequence[Counted]) -> DayAhead:
    due, new, seconds, seen, known, backlog, limited = map(sum, zip(*of_day, strict=True))
    count = len(of_day)
    return DayAhead(
        on,
        due / count,
        new / count,
        seconds / 60 / count,
        known / seen if seen else None,
        known / count,
        backlog / count,
        limited / count,
    )
