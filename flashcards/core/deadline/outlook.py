"""What following the plans towards dates will come to: recall on each, and what it takes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from math import ceil
from statistics import fmean
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.deadline.input import DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.simulation import SimulatedRun, simulated
from flashcards.core.deadline.tasks import DayAllowances, DeadlineTask
from flashcards.core.frozen import dataclass
from flashcards.core.simulation.chance import Chance
from flashcards.core.study.queue import Allowance, Limits

_KNOWN: Final = 0.8
# How much is imagined, so that the answer does not take longer the more cards there are. Advice
# looks ahead a dozen times, and so at fewer cards. Whole places are drawn: single cards of a place
# would never meet a sibling, and come out too well.
_MOST_CARDS: Final = 500
_PROBED_CARDS: Final = 150
_PROBED_CARD_DAYS: Final = 10_000
_LEAST_CARDS: Final = 20
_USUAL_RUNS: Final = 8
_ENOUGH_CARDS: Final = 400
_PROBED_RUNS: Final = 2
_ENOUGH_CARD_DAYS: Final = 330_000
NEGLIGIBLE: Final = 0.01
"""Recall that is not worth more minutes."""
_ALL: Final = DayAllowances()


@dataclass(frozen=True, slots=True)
class DeadlineOutlook:
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
    """What would do: so many minutes a day for all cards, or so many cards for the minutes.

    `recall` is what it comes to with time enough.
    """

    minutes: int
    cards: int
    recall: float = 0.0


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def foresee(
    cards: Iterable[DeadlineCard],
    inputs: DeadlineInput,
    seed: int = 0,
    progress: Callable[[int, int], None] = _unheard,
) -> DeadlineOutlook:
    """The outlook of one date that has the days to itself; see `foresee_all`."""
    return foresee_all([DeadlineTask(inputs, tuple(cards))], _ALL, seed, progress)[0]


def foresee_all(
    tasks: Sequence[DeadlineTask],
    allowances: DayAllowances,
    seed: int = 0,
    progress: Callable[[int, int], None] = _unheard,
) -> list[DeadlineOutlook]:
    """The outlook of dates, the earliest first, that share what the days take.

    It is the same for the same seed and cards, in whichever order they come: the mean of up to
    eight runs, or more of few cards; of more than 500 cards, a sample is imagined, of whole
    places. `progress` is told how many of how many runs are over.
    """
    days = max((task.inputs.left_days for task in tasks), default=0)
    whole = sum(len(task.cards) for task in tasks)
    most = _at_most(_MOST_CARDS, _ENOUGH_CARD_DAYS, days)
    if whole <= most:
        parts = [_part(task, task.cards) for task in tasks]
    else:
        parts = [
            _part(task, _sample(task.cards, _portion(task, most, whole), seed)) for task in tasks
        ]
    cards = sum(len(part.cards) for part in parts)
    return _foreseen(parts, tasks, allowances, range(seed, seed + _runs(cards, days)), progress)


def advice(cards: Iterable[DeadlineCard], inputs: DeadlineInput, seed: int = 0) -> Advice:
    """What to add or to cut for recall to come within 0.01 of what it is with time enough.

    Of unseen cards the last are cut first; those seen already stay. Of more than 150 cards, or
    with many days to go, a sample is imagined.
    """
    every = list(cards)
    most = _at_most(_PROBED_CARDS, _PROBED_CARD_DAYS, inputs.left_days)
    sample = {one.card for one in _sample(every, most, seed)}
    seen = [one for one in every if one.card in sample and one.memory is not None]
    unseen = [one for one in every if one.card in sample and one.memory is None]

    def found(kept: int, budget_s: float | None) -> DeadlineOutlook:
        limited = replace(inputs, aim=replace(inputs.aim, budget_s=budget_s))
        cut = _scaled_up(len(unseen) - kept, every, sample)
        part = DeadlineTask(limited, (*seen, *unseen[:kept]))
        return _outlook_of(part, len(every) - cut, range(seed, seed + _PROBED_RUNS))

    best = found(len(unseen), None)

    def is_enough(kept: int, budget_s: float | None) -> bool:
        return found(kept, budget_s).recall >= best.recall - NEGLIGIBLE

    most = ceil(max(best.minutes_by_day, default=0.0))
    minutes = _least(most, lambda minutes: is_enough(len(unseen), 60.0 * minutes))
    budget_s = inputs.aim.budget_s
    cut = 0
    if budget_s is not None:
        cut = _least(len(unseen), lambda cut: is_enough(len(unseen) - cut, budget_s))
    return Advice(minutes, len(every) - _scaled_up(cut, every, sample), best.recall)


def _least(highest: int, will_do: Callable[[int], bool]) -> int:
    """The least number that will do, found by halving; the highest where none does."""
    # More minutes, or fewer cards, never lower recall but for luck, and luck is the same each time.
    lowest = 0
    while lowest < highest:
        middle = (lowest + highest) // 2
        if will_do(middle):
            highest = middle
        else:
            lowest = middle + 1
    return lowest


def _part(task: DeadlineTask, cards: Sequence[DeadlineCard]) -> DeadlineTask:
    """The task of some of its cards, in an order of their own."""
    return replace(task, cards=tuple(sorted(cards, key=lambda one: one.card)))


def _portion(task: DeadlineTask, most: int, whole: int) -> int:
    """How many of so many cards in all are imagined of a task."""
    return -(-most * len(task.cards) // whole)


def _outlook_of(part: DeadlineTask, whole: int, seeds: Sequence[int]) -> DeadlineOutlook:
    """The outlook of so many cards by a part of them, with days that take any number."""
    share = len(part.cards) / whole if whole else 1.0
    runs = [simulated([_scaled(part, share)], _ALL, seed)[0] for seed in seeds]
    return _outlook(runs, share)


def _foreseen(
    parts: Sequence[DeadlineTask],
    tasks: Sequence[DeadlineTask],
    allowances: DayAllowances,
    seeds: Sequence[int],
    progress: Callable[[int, int], None],
) -> list[DeadlineOutlook]:
    """The outlooks of tasks by parts of their cards, a run for each seed."""
    shares = [
        len(part.cards) / len(task.cards) if task.cards else 1.0
        for part, task in zip(parts, tasks, strict=True)
    ]
    kept = {one.card for part in parts for one in part.cards}
    scaled = [
        replace(_scaled(part, share), joining=tuple(c for c in part.joining if c in kept))
        for part, share in zip(parts, shares, strict=True)
    ]
    whole = sum(len(task.cards) for task in tasks)
    share = len(kept) / whole if whole else 1.0
    taken = DayAllowances(_less(allowances.first, share), _less(allowances.later, share))
    found = []
    for seed in seeds:
        found.append(simulated(scaled, taken, seed))
        progress(len(found), len(seeds))
    by_way = zip(*found, strict=True)
    return [_outlook(runs, share) for runs, share in zip(by_way, shares, strict=True)]


def _at_most(cards: int, card_days: int, days: int) -> int:
    """So many cards, or fewer where the days are many: no fewer than 20."""
    return max(_LEAST_CARDS, min(cards, card_days // max(1, days)))


def _sample(cards: Sequence[DeadlineCard], most: int, seed: int) -> Sequence[DeadlineCard]:
    """About so many of the cards, those of one place together."""
    if len(cards) <= most:
        return cards
    drawn = sorted(cards, key=lambda one: (Chance.of(seed, _whole(one)).state, one.card))
    last = _whole(drawn[most - 1])
    chosen = [one for n, one in enumerate(drawn) if n < most or _whole(one) == last]
    return sorted(chosen, key=lambda one: one.card)


def _whole(one: DeadlineCard) -> str:
    """What a card is drawn with: its place, or it alone."""
    return one.card if one.place is None else str(one.place)


def _scaled_up(count: int, every: Sequence[DeadlineCard], sample: Collection[CardId]) -> int:
    """So many cards of the sample, in cards of all."""
    return round(count * len(every) / len(sample)) if sample else 0


def _scaled(task: DeadlineTask, share: float) -> DeadlineTask:
    """The task of a share of the cards, which has that share of the time."""
    budget_s, done = task.inputs.aim.budget_s, task.inputs.done
    inputs = replace(
        task.inputs,
        aim=replace(task.inputs.aim, budget_s=None if budget_s is None else budget_s * share),
        done=Done(round(done.introduced * share), done.seconds * share),
    )
    return replace(task, inputs=inputs)


def _less(takes: Allowance, share: float) -> Allowance:
    """The share of a day's cards and minutes."""
    return Allowance(
        _part_of(takes.new, share),
        _part_of(takes.reviews, share),
        None if takes.minutes is None else takes.minutes * share,
    )


def _part_of(limits: Limits, share: float) -> Limits:
    """The share of limits."""
    of_decks, of_folders = (
        {name: round(cards * share) for name, cards in some.items()}
        for some in (limits.by_deck, limits.by_folder)
    )
    whole = None if limits.cards is None else round(limits.cards * share)
    return Limits(whole, of_decks, of_folders)


def _runs(cards: int, days: int) -> int:
    """Eight runs, more of few cards, whose luck differs; fewer where cards and days are many."""
    wanted = max(_USUAL_RUNS, -(-_ENOUGH_CARDS // max(1, cards)))
    return min(wanted, max(1, _ENOUGH_CARD_DAYS // max(1, cards * days)))


def _outlook(found: Sequence[SimulatedRun], share: float) -> DeadlineOutlook:
    tenth = -(-len(found[0].recalls) // 10)
    every = [recall for run in found for recall in run.recalls]
    worst = [recall for run in found for recall in run.recalls[:tenth]]
    by_day = zip(*(run.minutes for run in found), strict=True)
    return DeadlineOutlook(
        fmean(every or [0.0]),
        fmean(worst or [0.0]),
        fmean([recall < _KNOWN for recall in every] or [0.0]),
        tuple(fmean(minutes) / share for minutes in by_day),
        fmean(run.unseen for run in found) / share,
    )
