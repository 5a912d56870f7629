"""The way to a date foreseen: the plan of each day followed by an imagined learner.

The plan is the one of plan.py, made anew each imagined day; so what is foreseen is what
will be asked, answers aside.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from statistics import fmean
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.deadline.plan import Done, Facing, Situation, todays_plan
from flashcards.core.schedule import Policy, State
from flashcards.core.simulation.chance import Chance
from flashcards.core.simulation.imagined import Imagined, Learner
from flashcards.core.simulation.steps import IN_REVIEW, Place

_KNOWN: Final = 0.8
_MOST_CARDS: Final = 500
_PROBED_CARDS: Final = 150
_PROBED_CARD_DAYS: Final = 10_000
_LEAST_CARDS: Final = 20
_MOST_RUNS: Final = 8
_PROBED_RUNS: Final = 2
_ENOUGH_CARD_DAYS: Final = 330_000
_NEGLIGIBLE: Final = 0.01
_IN_STEPS: Final = Place(State.RELEARNING, 0)
_USUAL: Final = Policy()


@dataclass(frozen=True, slots=True)
class Outlook:
    """How well the cards will be known on the day, and what it takes; means over the runs.

    `recall` is the mean probability over all cards, 0 where a card is not seen by then;
    `worst_tenth` that of the tenth known worst; `below_80` the share of cards under 0.8;
    `minutes_by_day` begins with today; `unseen` cards are left on the day.
    """

    recall: float
    worst_tenth: float
    below_80: float
    minutes_by_day: tuple[float, ...]
    unseen: float


@dataclass(frozen=True, slots=True)
class Advice:
    """What would do: so many minutes a day for all cards, or so many cards for the minutes."""

    minutes: int
    cards: int


class _Run(NamedTuple):
    recalls: list[float]
    minutes: list[float]
    unseen: int


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def foresee(
    cards: Iterable[Facing],
    situation: Situation,
    seed: int = 0,
    progress: Callable[[int, int], None] = _unheard,
) -> Outlook:
    """The outlook, the same for the same seed and cards, in whichever order they come.

    It is the mean of up to eight runs; of more than 500 cards, a sample is imagined. `progress`
    is told how many of how many runs are over.
    """
    every = sorted(cards, key=lambda one: one.card)
    chosen = _sample(every, _at_most(_MOST_CARDS, _ENOUGH_CARD_DAYS, situation), seed)
    runs = _runs(len(chosen), situation.left_days)
    return _foreseen(chosen, len(every), situation, range(seed, seed + runs), progress)


def advice(cards: Iterable[Facing], situation: Situation, seed: int = 0) -> Advice:
    """What to add or to cut for recall to come within 0.01 of what it is with time enough.

    Of unseen cards the last are cut first; those seen already stay. Of more than 150 cards, or
    on a long way, a sample is imagined.
    """
    every = list(cards)
    most = _at_most(_PROBED_CARDS, _PROBED_CARD_DAYS, situation)
    sample = {one.card for one in _sample(every, most, seed)}
    seen = [one for one in every if one.card in sample and one.memory is not None]
    unseen = [one for one in every if one.card in sample and one.memory is None]

    def found(kept: int, budget_s: float | None) -> Outlook:
        limited = replace(situation, aim=replace(situation.aim, budget_s=budget_s))
        whole = len(every) - _scaled_up(len(unseen) - kept, every, sample)
        return _foreseen([*seen, *unseen[:kept]], whole, limited, range(seed, seed + _PROBED_RUNS))

    best = found(len(unseen), None)

    def is_enough(kept: int, budget_s: float | None) -> bool:
        return found(kept, budget_s).recall >= best.recall - _NEGLIGIBLE

    most = ceil(max(best.minutes_by_day, default=0.0))
    minutes = _least(most, lambda minutes: is_enough(len(unseen), 60.0 * minutes))
    budget_s = situation.aim.budget_s
    cut = 0
    if budget_s is not None:
        cut = _least(len(unseen), lambda cut: is_enough(len(unseen) - cut, budget_s))
    return Advice(minutes, len(every) - _scaled_up(cut, every, sample))


def _least(highest: int, will_do: Callable[[int], bool]) -> int:
    """The least number that will do, found by halving; the highest where none does."""
    lowest = 0
    while lowest < highest:
        middle = (lowest + highest) // 2
        if will_do(middle):
            highest = middle
        else:
            lowest = middle + 1
    return lowest


def _foreseen(
    chosen: Sequence[Facing],
    whole: int,
    situation: Situation,
    seeds: Sequence[int],
    progress: Callable[[int, int], None] = _unheard,
) -> Outlook:
    """The outlook of so many cards by those chosen of them, a run for each seed."""
    share = len(chosen) / whole if whole else 1.0
    found = []
    for seed in seeds:
        found.append(_run(chosen, _scaled(situation, share), seed))
        progress(len(found), len(seeds))
    return _outlook(found, share)


def _at_most(cards: int, card_days: int, situation: Situation) -> int:
    """So many cards, or fewer where the way is long: no fewer than 20."""
    return max(_LEAST_CARDS, min(cards, card_days // max(1, situation.left_days)))


def _sample(cards: Sequence[Facing], most: int, seed: int) -> Sequence[Facing]:
    if len(cards) <= most:
        return cards
    drawn = sorted(cards, key=lambda one: (Chance.of(seed, one.card).state, one.card))
    return sorted(drawn[:most], key=lambda one: one.card)


def _scaled_up(count: int, every: Sequence[Facing], sample: Collection[CardId]) -> int:
    """So many cards of the sample, in cards of all."""
    return round(count * len(every) / len(sample)) if sample else 0


def _scaled(situation: Situation, share: float) -> Situation:
    """The situation of a share of the cards, which has that share of the time."""
    budget_s, done = situation.aim.budget_s, situation.done
    return replace(
        situation,
        aim=replace(situation.aim, budget_s=None if budget_s is None else budget_s * share),
        done=Done(round(done.introduced * share), done.seconds * share),
    )


def _runs(cards: int, days: int) -> int:
    return min(_MOST_RUNS, max(1, _ENOUGH_CARD_DAYS // max(1, cards * days)))


def _run(cards: Sequence[Facing], situation: Situation, seed: int) -> _Run:
    """The days up to the date, once."""
    learner = Learner(situation.model, situation.habits)
    imagined = [_imagined(one, situation.today, seed) for one in cards]
    by_id = {one.card: card for one, card in zip(cards, imagined, strict=True)}
    days = situation.left_days
    minutes = []
    for day in range(days):
        facing = [
            _facing(one, card, situation.today) for one, card in zip(cards, imagined, strict=True)
        ]
        today = situation.today + timedelta(days=day)
        done = Done() if day else situation.done
        plan = todays_plan(facing, replace(situation, today=today, done=done))
        new = [card for card in imagined if card.is_new][: plan.new]
        asked = [*(by_id[card] for card in (*plan.steps, *plan.reviews)), *new]
        minutes.append(sum(learner.answer(card, day) for card in asked) / 60)
    recalls = [0.0 if card.is_new else learner.recall(card, days) for card in imagined]
    return _Run(sorted(recalls), minutes, sum(card.is_new for card in imagined))


def _imagined(one: Facing, today: date, seed: int) -> Imagined:
    card = Imagined("", _USUAL, Chance.of(seed, one.card))
    if one.memory is not None and one.last_studied_on is not None:
        card.memory = one.memory
        card.place = _IN_STEPS if one.in_steps else IN_REVIEW
        card.last = min(0, (one.last_studied_on - today).days)
    return card


def _facing(one: Facing, card: Imagined, begins_on: date) -> Facing:
    """The card as it stands in an imagined day's morning."""
    if card.is_new:
        return one
    is_in_steps = card.place == _IN_STEPS
    return Facing(one.card, card.memory, begins_on + timedelta(days=card.last), is_in_steps)


def _outlook(found: Sequence[_Run], share: float) -> Outlook:
    tenth = -(-len(found[0].recalls) // 10)
    every = [recall for run in found for recall in run.recalls]
    worst = [recall for run in found for recall in run.recalls[:tenth]]
    by_day = zip(*(run.minutes for run in found), strict=True)
    return Outlook(
        fmean(every or [0.0]),
        fmean(worst or [0.0]),
        fmean([recall < _KNOWN for recall in every] or [0.0]),
        tuple(fmean(minutes) / share for minutes in by_day),
        fmean(run.unseen for run in found) / share,
    )
