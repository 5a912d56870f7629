"""How many cards there are of each kind: state, stability, difficulty, retrievability."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from statistics import median
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.schedule import State
from flashcards.core.statistics.answered import MATURE_DAYS

STABILITY_DAYS: Final = (0.0, 1.0, 7.0, 21.0, 90.0, 365.0)
DIFFICULTY: Final = tuple(float(number) for number in range(1, 10))
RETRIEVABILITY: Final = tuple(number / 20 for number in range(20))
"""Where the bins begin; the last has no end, or ends with the greatest value there is."""

_PLACES: Final = 4
_HARDEST: Final = 10


class CardFigures(NamedTuple):
    """What a living card with facts has come to; `suspended`: it or its deck is.

    `stability`, `difficulty`, `interval_days` and `studied_on`, the last study day, are None
    where it is new; `asked`: by the daily review, as prompts are not.
    """

    card: CardId
    deck: str
    limit_s: int | None
    asked: bool
    suspended: bool
    state: State
    stability: float | None
    difficulty: float | None
    interval_days: int | None
    studied_on: date | None
    lapses: int


@dataclass(frozen=True, slots=True)
class States:
    """How many cards are in which state; each is in one, a suspended one in that."""

    new: int = 0
    learning: int = 0
    young: int = 0
    mature: int = 0
    suspended: int = 0


@dataclass(frozen=True, slots=True)
class Bin:
    """How many cards have a value from `least` to `below`, that not included; None at the end."""

    least: float
    below: float | None
    cards: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a figure is spread over the cards that have been answered."""

    mean: float | None
    median: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The living cards on a study day; `known`: how many that are not suspended are recalled."""

    states: States
    known: int
    stability: Distribution
    difficulty: Distribution
    retrievability: Distribution


def cards(
    figures: Iterable[CardFigures], unseen: int, suspended: int, today: date, model: Model
) -> Cards:
    """The distributions of the cards that are asked; `unseen` and `suspended` have no facts."""
    asked = [one for one in figures if one.asked]
    states = Counter(map(_state, asked))
    states.update({"new": unseen, "suspended": suspended})
    memories = [memory for memory in map(_memory, asked) if memory is not None]
    recall = [_recall(memory, today, model) for memory in memories]
    known = map(_memory, (one for one in asked if not one.suspended))
    return Cards(
        States(**states),
        round(sum(_recall(memory, today, model) for memory in known if memory is not None)),
        distribution([memory.stability for memory in memories], STABILITY_DAYS),
        distribution([memory.difficulty for memory in memories], DIFFICULTY),
        distribution(recall, RETRIEVABILITY),
    )


def distribution(values: Sequence[float], least: Sequence[float]) -> Distribution:
    """Values counted in bins that begin at `least`; none is smaller than the first."""
    counts = Counter(bisect_right(least, value) for value in values)
    ends = (*least[1:], None)
    return Distribution(
        round(sum(values) / len(values), _PLACES) if values else None,
        round(median(values), _PLACES) if values else None,
        tuple(
            Bin(begin, end, counts[number])
            for number, (begin, end) in enumerate(zip(least, ends, strict=True), start=1)
        ),
    )


class _Memory(NamedTuple):
    stability: float
    difficulty: float
    studied_on: date


def _memory(figures: CardFigures) -> _Memory | None:
    stability, difficulty, day = figures.stability, figures.difficulty, figures.studied_on
    if stability is None or difficulty is None or day is None:
        return None
    return _Memory(stability, difficulty, day)


def _recall(memory: _Memory, today: date, model: Model) -> float:
    return model.recall(memory.stability, max(0, (today - memory.studied_on).days))


def _state(figures: CardFigures) -> str:
    if figures.suspended:
        return "suspended"
    if figures.state is State.REVIEW:
        return "mature" if (figures.interval_days or 0) >= MATURE_DAYS else "young"
    return "new" if figures.state is State.NEW else "learning"


def hardest(figures: Iterable[CardFigures]) -> list[CardFigures]:
    """The ten answered cards that were forgotten most often, then the most difficult ones."""
    answered = (one for one in figures if one.difficulty is not None)
    return nsmallest(_HARDEST, answered, key=_ease)


def _ease(figures: CardFigures) -> tuple[int, float, CardId]:
    return -figures.lapses, -(figures.difficulty or 0.0), figures.card
