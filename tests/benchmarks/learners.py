"""Learners whose memory is known, and what they answer: the truth that fitting is judged by.

Each sees ten new cards a day, answers what is due by FSRS at .90 with the library's parameters and
its fuzz, and goes through flash's learning steps; grades are drawn as fsrs-rs's simulator has them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import cos as cosine
from math import exp, log, pi, sqrt
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.fitting.evidence import LoggedAnswer
from flashcards.core.log.stamp import FactId
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy, State
from flashcards.core.scheduling.load_balancing import interval_range
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.steps import UNSEEN, StepPlace, place_after

_NEW_PER_DAY: Final = 10
_RETENTION: Final = 0.9
_MOST_STEPS: Final = 8
_ASSUMED: Final = Model()
_HABITS: Final = usual_habits()
_USUAL: Final = Policy()
_REAL: Final = (
    *(0.162182, 0.755326, 2.200036, 5.469409, 6.612381, 0.602596, 3.035774, 0.014367, 1.705505),
    *(0.215142, 0.649698, 1.585459, 0.018686, 0.394424, 1.825667, 0.60241, 1.8729, 0.711426),
    *(0.054359, 0.176444, 0.331068),
)
"""What fsrs-rs fits to the real log that the tests know, all of it."""


class Truth(NamedTuple):
    """A kind of memory: its parameters, and how much longer than by these a card lasts."""

    name: str
    parameters: tuple[float, ...] | None
    lasts: Callable[[Chance], float]


def _as_said(_chance: Chance) -> float:
    return 1.0


def _shorter(_chance: Chance) -> float:
    return 0.6


def _each_its_own(chance: Chance) -> float:
    """Log-normal around 1, with a standard deviation of .5 (Box and Muller)."""
    length = sqrt(-2 * log(1 - chance.share()))
    return exp(0.5 * length * cosine(2 * pi * chance.share()))


TRUTHS: Final = (
    Truth("the library's", None, _as_said),
    Truth("fitted on a real log", _REAL, _as_said),
    Truth("lasting .6 as long", None, _shorter),
    Truth("each card its own", None, _each_its_own),
)


@dataclass(slots=True)
class _Card:
    """A card: its memory as FSRS assumes it and as it is; days from the first."""

    id: CardId
    chance: Chance
    lasts: float
    assumed: Memory | None = None
    true: Memory | None = None
    place: StepPlace = UNSEEN
    last: int = 0


class Course(NamedTuple):
    """A learner's answers in order, and of each the true probability of recall before it."""

    answers: list[LoggedAnswer]
    recall: list[float]


def course(truth: Truth, seed: int, scored: int) -> Course:
    """What a learner answers until so many reviews came a day or more after the one before."""
    model, found = Model(truth.parameters), Course([], [])
    due: defaultdict[int, list[_Card]] = defaultdict(list)
    day = cards = done = 0
    while done < scored:
        for _ in range(_NEW_PER_DAY):
            chance = Chance.of(seed, f"{truth.name}:{cards}")
            due[day].append(_Card(CardId(f"{cards:05}"), chance, truth.lasts(chance)))
            cards += 1
        for card in due.pop(day):
            done += card.assumed is not None
            for rating, recall in _sitting(card, model, day):
                came_about = (len(found.answers), FactId(card.id))
                found.answers.append(LoggedAnswer(card.id, rating, day, came_about))
                found.recall.append(recall)
            due[day + _interval(card)].append(card)
        day += 1
    return found


def _sitting(card: _Card, model: Model, day: int) -> Iterator[tuple[Rating, float]]:
    """The answers of a day, until the card's steps are over."""
    recall = 1.0
    if card.true is None:
        rating = _drawn(card.chance, _HABITS.first)
    else:
        recall = model.recall(card.true.stability * card.lasts, day - card.last)
        known = card.chance.share() < recall
        rating = _drawn(card.chance, (0.0, *_HABITS.recalled)) if known else Rating.AGAIN
    _remember(card, model, rating, day)
    yield rating, recall
    for _ in range(_MOST_STEPS):
        if card.place.state is State.REVIEW:
            return
        rows = _HABITS.learning if card.place.state is State.LEARNING else _HABITS.relearning
        rating = _drawn(card.chance, rows[rating - 1])
        _remember(card, model, rating, day)
        yield rating, 1.0


def _remember(card: _Card, model: Model, rating: Rating, day: int) -> None:
    elapsed_days = day - card.last if card.true else 0
    card.assumed = _ASSUMED.after(card.assumed, elapsed_days)[rating - 1]
    card.true = model.after(card.true, elapsed_days)[rating - 1]
    card.place = place_after(card.place, rating, _USUAL)
    card.last = day


def _interval(card: _Card) -> int:
    """Days to the next review, chosen from FSRS's range."""
    card.place = StepPlace(State.REVIEW)
    stability = card.assumed.stability if card.assumed else 1.0
    wanted = max(1, round(_ASSUMED.interval_days(stability, _RETENTION)))
    shortest, longest = interval_range(wanted, _USUAL.maximum_interval_days)
    return shortest + int(card.chance.share() * (longest - shortest + 1))


def _drawn(chance: Chance, shares: Sequence[float]) -> Rating:
    until = list(accumulate(shares))
    return Rating(1 + bisect_right(until, chance.share() * until[-1]))
