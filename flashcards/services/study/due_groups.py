"""What is due, counted by deck, area, tag or day: figures for dashboards, without any text."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from flashcards.core.card import CardId, Occasion, occasion_of
from flashcards.core.decks.natural_order import natural
from flashcards.core.frozen import dataclass
from flashcards.core.study.answer_time import AnswerTimes
from flashcards.services.collection import Collection
from flashcards.services.decks.rows import CardRow
from flashcards.services.study.answer_times import answer_time
from flashcards.storage.database.engine import reading
from flashcards.storage.read_models.time_spent import own_times

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
    counted = list(rows)
    times = _times(collection, counted)
    groups: dict[str | None, list[CardRow]] = {}
    for row in counted:
        for name in _NAMES[by](row):
            groups.setdefault(name, []).append(row)
    found = sorted(groups.items(), key=lambda group: (group[0] is None, natural(group[0] or "")))
    return [_group(by, name, own, times) for name, own in found]


def _times(collection: Collection, rows: Iterable[CardRow]) -> AnswerTimes:
    slow = [CardId(row.id) for row in rows if _occasion(row).is_slow]
    with reading(collection.engine) as connection:
        return AnswerTimes(answer_time(connection), own_times(connection, slow))


def _group(by: str, name: str | None, rows: Sequence[CardRow], times: AnswerTimes) -> DueGroup:
    known = [row.retrievability for row in rows if row.retrievability is not None]
    mean = round(sum(known) / len(known), 4) if known else None
    took_ms = sum(times.ms_of(CardId(row.id), _occasion(row), row.limit_s) for row in rows)
    return DueGroup(by, name, len(rows), round(took_ms / _MS_A_MINUTE, 1), mean)


def _occasion(row: CardRow) -> Occasion:
    return occasion_of(row.kind, row.limit_s)
