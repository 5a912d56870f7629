"""Orders of due cards; each a key to sort by, equals in an order drawn anew each study day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from flashcards.core.decks.natural_order import path_key
from flashcards.core.study.queue import Candidate, draw

# There is no date to know things by, so a month from now stands for one.
_HORIZON_DAYS: Final = 30


def ordered_due(
    due: Iterable[Candidate],
    today: date,
    order: str = "due",
    parameters: Sequence[float] | None = None,
) -> list[Candidate]:
    """Due cards in one of `REVIEW_ORDERS`; `parameters` are FSRS's, for those that need memory.

    `overdueness` is the time since the last answer over the interval it was given, longest first
    (Anki's relative overdueness); `catch-up` asks first what gains most recall a second over the
    next 30 days.
    """
    key = _PLAIN.get(order) or _by_memory(order, today, parameters)
    return sorted(due, key=lambda one: (key(one), draw(one.card, today.isoformat())))


def _by_memory(
    order: str, today: date, parameters: Sequence[float] | None
) -> Callable[[Candidate], float]:
    from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
    from flashcards.core.memory.gain import GainModel

    known = Model(parameters)
    judge = GainModel(known, usual_habits(), _HORIZON_DAYS, 0)

    def recall(one: Candidate) -> float:
        return known.recall(one.stability or 0.0, _elapsed(one, today))

    def gain(one: Candidate) -> float:
        memory = Memory(one.stability or 0.0, one.difficulty or 0.0)
        return -judge.review(memory, _elapsed(one, today)).per_second

    def overdueness(one: Candidate) -> float:
        last, due_on = one.last_studied_on or today, one.due_on or today
        return -_elapsed(one, today) / max(1, (due_on - last).days)

    return {
        "retrievability-ascending": recall,
        "retrievability-descending": lambda one: -recall(one),
        "overdueness": overdueness,
        "catch-up": gain,
    }[order]


def _elapsed(one: Candidate, today: date) -> int:
    return max(0, (today - (one.last_studied_on or today)).days)


_PLAIN: Final[dict[str, Callable[[Candidate], Any]]] = {
    "due": lambda one: one.due_on or date.min,
    "random": lambda _: 0,
    "deck": lambda one: (path_key(one.source.file), one.source.line),
}
