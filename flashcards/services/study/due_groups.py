"""What is due, counted by deck, area, tag or day: figures for dashboards, without any text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flashcards.core.decks.natural_order import natural
from flashcards.core.study.answer_time import AnswerTime
from flashcards.services.collection import Collection
from flashcards.services.decks.rows import CardRow
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import recent_durations

_MS_A_MINUTE: Final = 60_000

_NAMES: Final[Mapping[str, Callable[[CardRow], Sequence[str | None]]]] = {
    "deck": lambda row: (row.deck,),
    "area": lambda row: (row.area,),
    "tag": lambda row: row.tags or (None,),
    "day": lambda row: (None if row.due_on is None else row.due_on.isoformat(),),
}
"""By what cards can be counted, and the groups of a card; a card counts once with each tag."""


@dataclass(frozen=True, slots=True)
class DueGroup:
    """The row of `flash export due --by`, keys in this order.

    `name` is null for cards without a tag; `minutes` is what answering them takes on average,
    `retrievability` their mean.
    """

    by: str
    name: str | None
    due: int
    minutes: float
    retrievability: float | None


def due_groups(collection: Collection, rows: Iterable[CardRow], by: str) -> list[DueGroup]:
    """The groups of due cards in natural order, those without one last."""
    with reading(collection.engine) as connection:
        answer_ms = AnswerTime.of(recent_durations(connection)).answer_ms
    groups: dict[str | None, list[float | None]] = {}
    for row in rows:
        for name in _NAMES[by](row):
            groups.setdefault(name, []).append(row.retrievability)
    found = sorted(groups.items(), key=lambda group: (group[0] is None, natural(group[0] or "")))
    return [_group(by, name, recalls, answer_ms) for name, recalls in found]


def _group(
    by: str, name: str | None, recalls: Sequence[float | None], answer_ms: float
) -> DueGroup:
    known = [one for one in recalls if one is not None]
    mean = round(sum(known) / len(known), 4) if known else None
    return DueGroup(by, name, len(recalls), round(len(recalls) * answer_ms / _MS_A_MINUTE, 1), mean)
