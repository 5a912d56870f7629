"""Ways to study towards a date, compared by seeded simulation.

`PYTHONPATH=tests python -m benchmarks.deadline` prints the tables.

The truth is FSRS-6 with its default parameters, its learning steps, and grades and seconds as in
fsrs-rs's simulator: the model is its own judge. All ways introduce the last new card on the same
day and pace themselves anew each day, the plan slower at first, the others evenly; nothing is
asked on the date itself. The plan is made by `todays_plan`, as for `flash review`.
"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from math import ceil, inf
from multiprocessing import Pool
from statistics import fmean
from typing import Final, NamedTuple

from benchmarks.truth import (
    BEGINS_ON,
    CASES,
    HABITS,
    MODEL,
    NONE,
    STRESSES,
    USUAL,
    Card,
    Case,
    Stress,
    answered,
)

from flashcards.core.card import CardId
from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput
from flashcards.core.deadline.new_cards import new_today
from flashcards.core.deadline.plan import todays_plan
from flashcards.core.scheduling.load_balancing import interval_range
from flashcards.core.simulation.chance import Chance

SEEDS: Final = 30
_LATER_DAYS: Final = 30
_WEEK: Final = 7
_COLUMNS: Final = ("mean", "worst tenth", "9 of 10", "minutes", "peak", "seen", "+ 30 days")


class Figures(NamedTuple):
    """What a way comes to.

    Recall on the day: its mean, the mean of the tenth of the cards that are known worst, and what
    nine cards of ten reach at least; minutes in all and on the longest day; the share of cards
    seen; mean recall 30 days later, nothing being asked in between.
    """

    mean: float
    worst_tenth: float
    nine_of_ten: float
    minutes: float
    peak: float
    seen: float
    later: float


Asked = Callable[[Sequence[Card], int, Case, float], Iterable[Card]]
Due = Callable[[Card, int, Case], int]


class Way(NamedTuple):
    """A way to study: which cards to ask on a day, in order, and when an answered one is due."""

    name: str
    asked: Asked
    due: Due


def planned(cards: Sequence[Card], day: int, case: Case, room_s: float) -> Iterator[Card]:
    """What the plan asks."""
    today, aim = BEGINS_ON + timedelta(days=day), case.aim
    facing = [
        DeadlineCard(CardId(f"{card.number:04}"), card.memory, card.studied_on) for card in cards
    ]
    limited = Aim(aim.on, aim.set_on, None if room_s == inf else room_s)
    plan = todays_plan(facing, DeadlineInput(today, limited, MODEL, HABITS))
    yield from (cards[int(card)] for card in (*plan.reviews, *plan.fresh))


def plain(cards: Sequence[Card], day: int, case: Case, _room_s: float) -> Iterator[Card]:
    """What is due, then new cards."""
    yield from sorted(_due(cards, day), key=lambda card: (card.due, card.number))
    yield from _new(cards, day, case)


def plain_later(cards: Sequence[Card], day: int, case: Case, _room_s: float) -> Iterator[Card]:
    """What is due, then as many new cards as the plan introduces."""
    yield from sorted(_due(cards, day), key=lambda card: (card.due, card.number))
    unseen = _unseen(cards)
    yield from unseen[: new_today(len(unseen), BEGINS_ON + timedelta(days=day), case.aim)]


def final_pass(cards: Sequence[Card], day: int, case: Case, _room_s: float) -> Iterator[Card]:
    """What is due, and in the last days, up to seven, all other cards once, strongest first."""
    begin = case.days - min(_WEEK, case.days // 4)
    due = _due(cards, day)
    yield from due
    if day >= begin:
        asked = {card.number for card in due}
        rest = [c for c in cards if c.memory and c.last < begin and c.number not in asked]
        rest.sort(key=lambda card: -card.stability)
        yield from rest[: -(-len(rest) // (case.days - day))]
    yield from _new(cards, day, case)


def by_retention(card: Card, day: int, case: Case, *, retention: float) -> int:
    """The day on which recall has fallen so far, within FSRS's fuzz."""
    del case
    return day + _interval(card, retention)


def before_the_day(card: Card, day: int, case: Case) -> int:
    """As for .90, but no later than the eve."""
    return day + min(_interval(card, 0.9), max(1, case.days - 1 - day))


def _never(_card: Card, _day: int, _case: Case) -> int:
    return 0


def _plain(retention: float) -> Way:
    return Way(f"FSRS at {retention:.2f}", plain, partial(by_retention, retention=retention))


FSRS_97: Final = _plain(0.97)
PLAN: Final = Way("**flash's plan**", planned, _never)
BASELINES: Final = (
    *map(_plain, (0.85, 0.90, 0.95)),
    FSRS_97,
    Way("FSRS at 0.97, new cards later", plain_later, FSRS_97.due),
    Way("shrinking maximum interval", plain, before_the_day),
    Way("FSRS at 0.90, final pass", final_pass, partial(by_retention, retention=0.9)),
)
WAYS: Final = (*BASELINES, PLAN)


def figures(way: Way, case: Case, stress: Stress, seed: int) -> Figures:
    """What one way comes to, once."""
    room_s = inf
    if stress.minutes is not None:
        room_s = stress.minutes * 60 * figures(way, case, NONE, seed).minutes / case.days
    cards = [Card(number, Chance.of(seed, f"{number:04}")) for number in range(case.cards)]
    missed = Chance.of(seed, "days")
    seconds = []
    for day in range(case.days):
        is_short = 0 <= day - case.days // 2 < _WEEK
        is_missed = missed.share() < stress.missed
        room = 0.0 if is_missed else room_s if is_short else inf
        seconds.append(_studied(way, cards, day, case, room, stress.stability))
    recall = sorted(card.recall(case.days) for card in cards)
    tenth = case.cards // 10
    return Figures(
        fmean(recall),
        fmean(recall[:tenth]),
        recall[tenth],
        sum(seconds) / 60,
        max(seconds) / 60,
        fmean(card.memory is not None for card in cards),
        fmean(card.recall(case.days + _LATER_DAYS) for card in cards),
    )


def _studied(  # noqa: PLR0913, PLR0917 - all that a day depends on
    way: Way, cards: Sequence[Card], day: int, case: Case, room_s: float, stability: float
) -> float:
    """Study for a day, until the time is over; the seconds it took."""
    spent = 0.0
    for card in way.asked(cards, day, case, room_s) if room_s else ():
        if spent >= room_s:
            break
        spent += answered(card, day, stability)
        card.due = way.due(card, day, case)
    return spent


def _interval(card: Card, retention: float) -> int:
    wanted = max(1, round(MODEL.interval_days(card.stability, retention)))
    shortest, longest = interval_range(wanted, USUAL.maximum_interval_days)
    return shortest + int(card.chance.share() * (longest - shortest + 1))


def _due(cards: Sequence[Card], day: int) -> list[Card]:
    return [card for card in cards if card.memory and card.due <= day]


def _unseen(cards: Sequence[Card]) -> list[Card]:
    return [card for card in cards if card.memory is None]


def _new(cards: Sequence[Card], day: int, case: Case) -> list[Card]:
    """Unseen cards for today, paced anew each day, evenly up to the day that the plan ends on."""
    unseen, left = _unseen(cards), case.days - day
    days = left - case.aim.cutoff_days if left > case.aim.cutoff_days else left - 1
    return unseen[: ceil(len(unseen) / max(1, days))]


class Cell(NamedTuple):
    """A way in a case under a stress."""

    way: Way
    case: Case
    stress: Stress


def mean_figures(cell: Cell, seeds: int = SEEDS) -> Figures:
    """What a way comes to on average."""
    found = [figures(*cell, seed) for seed in range(seeds)]
    return Figures(*map(fmean, zip(*found, strict=True)))


def compared(cells: Sequence[Cell], seeds: int = SEEDS, processes: int = 2) -> dict[Cell, Figures]:
    """The figures of all cells, computed in several processes."""
    with Pool(processes) as pool:
        found = pool.map(partial(mean_figures, seeds=seeds), cells, chunksize=1)
    return dict(zip(cells, found, strict=True))


def table(found: dict[Cell, Figures], case: Case, stress: Stress) -> str:
    """One case under one stress as a Markdown table, its name above it."""
    rows = [
        f"{case.cards} cards in {case.days} days, {stress.name}:\n",
        f"| way | {' | '.join(_COLUMNS)} |",
        "| --- |" + " ---: |" * len(_COLUMNS),
    ]
    for way in WAYS:
        mean, worst, nine, minutes, peak, seen, later = found[Cell(way, case, stress)]
        rows.append(
            f"| {way.name} | {mean:.3f} | {worst:.3f} | {nine:.3f}"
            f" | {minutes:.0f} | {peak:.1f} | {seen:.0%} | {later:.3f} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Print all tables."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    cells = [Cell(way, case, stress) for stress in STRESSES for case in CASES for way in WAYS]
    found = compared(cells, given.seeds, given.processes)
    for stress in STRESSES:
        for case in CASES:
            print(table(found, case, stress), end="\n\n")  # noqa: T201 - its purpose


if __name__ == "__main__":
    main()
