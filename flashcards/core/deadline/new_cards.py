"""New cards on the way to a date: how many a day, and whose turn it is.

All are to be seen by the cutoff, some by an earlier day. Each such day has its pace, what is unseen
over the study days left, worked out anew each day: what a missed day leaves is spread over those
that are left. A day asks as many as the strictest of them wants.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from math import ceil
from typing import Final

from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput
from flashcards.core.frozen import dataclass

_LIGHTER_FIRST: Final = 0.5


def new_today(unseen: int, today: date, aim: Aim) -> int:
    """How many of so many unseen cards to introduce today, for all to be seen by the cutoff.

    Evenly where time is limited. Else at half that pace at first, and more later: what is learned
    late need not be kept for long. After the cutoff, what is left comes evenly before the eve.
    """
    # Worked out anew each day: with a quarter of the days missed, a fixed number a day leaves a
    # fifth of the cards unseen on the date, this 2 % (300 cards in 56 days).
    open_days = aim.study_days(today, aim.cutoff_days)
    if open_days <= 0:
        return ceil(unseen / max(1, aim.study_days(today) - 1))
    if aim.budget_s is not None:
        return ceil(unseen / open_days)
    whole = max(open_days, aim.study_days(aim.set_on, aim.cutoff_days))
    return ceil(unseen / open_days * (1 - _LIGHTER_FIRST * (open_days - 1) / whole))


@dataclass(frozen=True, slots=True)
class Pace:
    """How many new cards today asks in all, how many are `left` of that, and all unseen in turn.

    Those that an earlier day than the cutoff needs today come first, then those that missed theirs.
    """

    wanted: int
    left: int
    turns: tuple[DeadlineCard, ...]

    @classmethod
    def of(cls, cards: Sequence[DeadlineCard], inputs: DeadlineInput) -> "Pace":
        """The pace of today, of cards in the order of new ones."""
        unseen = [one for one in cards if one.memory is None]
        done = inputs.done.introduced
        first = _needed(cards, inputs)
        taken = {one.card for one in first}
        rest = [one for one in unseen if one.card not in taken]
        if any(one.seen_by is not None for one in rest):
            rest.sort(key=lambda one: one.seen_by is None or one.seen_by >= inputs.today)
        whole = new_today(len(unseen) + done, inputs.today, inputs.aim)
        left = max(0, whole - done, len(first))
        return cls(left + done, left, (*first, *rest))


def _needed(cards: Iterable[DeadlineCard], inputs: DeadlineInput) -> list[DeadlineCard]:
    """Those that have to come today for the days before the cutoff, those of the earliest first."""
    cutoff_on = inputs.aim.cutoff_on
    by_day: defaultdict[date, list[DeadlineCard]] = defaultdict(list)
    for one in cards:
        is_open = one.memory is None or one.introduced
        if is_open and one.seen_by is not None and inputs.today <= one.seen_by < cutoff_on:
            by_day[one.seen_by].append(one)
    found: list[DeadlineCard] = []
    until: list[DeadlineCard] = []
    for day in sorted(by_day):
        until += by_day[day]
        study_days = max(1, inputs.aim.days_until(inputs.today, day))
        done = sum(one.introduced for one in until)
        need = ceil(len(until) / study_days) - done - len(found)
        taken = {one.card for one in found}
        free = (one for one in until if _is_free(one) and one.card not in taken)
        found += islice(free, max(0, need))
    return found


def _is_free(one: DeadlineCard) -> bool:
    return one.memory is None and not one.rests
