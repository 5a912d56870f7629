"""How the recall of one card has fallen and risen, and how it falls from now on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from flashcards.core.known_card import KnownCard
from flashcards.core.memory.fsrs_model import Model
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.show import HistoryRow
from flashcards.services.work import reading_work

_DAY: Final = timedelta(days=1)
_BEYOND: Final = 1.25
"""How far the curve goes on, as a multiple of the time up to the farther of today and due day."""
_STEPS: Final = 24
"""Points between one answer and the next: a curve falls fastest at its beginning."""


class RecallAt(NamedTuple):
    """The probability of recall so many days after the first answer."""

    days: float
    recall: float


class ForgettingCurve(NamedTuple):
    """Recall from the first answer to some time after today and the due day.

    `answers` are where it was answered, with the grade; `today` and `due` where it is and will be.
    """

    points: tuple[RecallAt, ...]
    answers: tuple[tuple[RecallAt, int], ...]
    today: RecallAt
    due: RecallAt | None


def forgetting_curve(
    collection: Collection, moment: Moment, known: KnownCard, rows: Sequence[HistoryRow]
) -> ForgettingCurve | None:
    """The curve of a card by its history; None for one without answers that count."""
    counted = [row for row in rows if row.stability is not None]
    studied_on = known.schedule.last_studied_on
    if not counted or studied_on is None:
        return None
    with reading_work(collection, moment) as work:
        model, today = Model(work.decisions.parameters), work.today
    begun = counted[0].at
    starts = [
        (max(0.0, (row.at - begun) / _DAY), row.stability or 1.0, row.score or row.rating)
        for row in counted
    ]
    last, stability, _ = starts[-1]

    def recall_on(day: date) -> RecallAt:
        elapsed = max(0, (day - studied_on).days)
        return RecallAt(last + elapsed, model.recall(stability, elapsed))

    now, due_on = recall_on(today), known.schedule.due_on
    due = None if due_on is None else recall_on(due_on)
    farthest = max(now.days, due.days if due else 0.0) - last
    points = _points(model, starts, last + max(1.0, farthest * _BEYOND))
    return ForgettingCurve(tuple(points), tuple(_answers(model, starts)), now, due)


def _points(
    model: Model, starts: Sequence[tuple[float, float, int]], end: float
) -> Iterator[RecallAt]:
    ends = [*(days for days, _, _ in starts[1:]), end]
    for (days, stability, _), last in zip(starts, ends, strict=True):
        for step in range(_STEPS + 1):
            elapsed = (last - days) * (step / _STEPS) ** 2
            yield RecallAt(days + elapsed, model.recall(stability, elapsed))


def _answers(
    model: Model, starts: Sequence[tuple[float, float, int]]
) -> Iterator[tuple[RecallAt, int]]:
    """Where each answer was given, by the recall that was left then; the first one at none."""
    before: tuple[float, float] | None = None
    for days, stability, grade in starts:
        recall = 0.0 if before is None else model.recall(before[1], days - before[0])
        yield RecallAt(days, recall), grade
        before = days, stability
