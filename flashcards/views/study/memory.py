"""How well a card is remembered, as a picture of block characters."""

from collections.abc import Iterator

from flashcards.services.decks.forgetting import ForgettingCurve, RecallAt
from flashcards.views.bars import columns
from flashcards.views.text import counted, filled, percent

_HEIGHT = 6
_MOST_COLUMNS = 60
_MARGIN = 6
"""Columns that the scale takes, at most."""


def memory_lines(found: ForgettingCurve, width: int) -> Iterator[str]:
    """Recall in percent over the days since the first answer, and what it is today."""
    room = max(1, min(_MOST_COLUMNS, width - _MARGIN))
    last = found.points[-1].days
    days = [last * (number + 0.5) / room for number in range(room)]
    values = [100 * _recall_at(found.points, day) for day in days]
    labels = [""] * room
    labels[0] = "0"
    yield from columns(values, labels, _HEIGHT, width)
    over = f"recall in % over {counted(round(last), 'day')} since the first answer"
    yield from filled(over, width)
    said = f"today {percent(found.today.recall)}"
    if found.due is not None and found.due.days > found.today.days:
        said += f", {percent(found.due.recall)} on the due day"
    yield from filled(said, width)


def _recall_at(points: tuple[RecallAt, ...], day: float) -> float:
    """The recall at the last point that is not later; after an answer, that of the new curve."""
    return next((point.recall for point in reversed(points) if point.days <= day), 1.0)
