"""How many cards are in which state: small queries, each served by an index, added up by deck.

One query over everything would read every card's text; these touch what has a schedule, and the
covering index `cards_counted`.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select

from flashcards.core.card import CardId, Occasion
from flashcards.core.decks.natural_order import natural
from flashcards.core.frozen import dataclass
from flashcards.core.schedule import State
from flashcards.core.study.queue import Candidate
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, files, schedules
from flashcards.storage.projection.joins import (
    ASKED,
    FILED,
    LIMIT_S,
    OCCASION,
    OCCASIONS,
    QUICK,
    SEEN,
    active,
)

_IN_REVIEW: Final = schedules.c.state == State.REVIEW.value


@dataclass(frozen=True, slots=True)
class DeckCounts:
    """How many cards of a deck are in which state on a study day."""

    deck: str
    area: str
    due: int
    overdue: int
    new: int
    suspended: int
    total: int


class DayLoad(NamedTuple):
    """Cards that fall due on a day, those of a review among them, and the seconds of its others.

    A review of all cards asks the quick ones alone, so that there are no others.
    """

    cards: int = 0
    quick: int = 0
    others_s: float = 0.0


class StudiedCards(NamedTuple):
    """Cards answered on a study day, by deck; `quick` are those of the ordinary review, in all."""

    by_deck: Counter[str]
    quick: int


def counts_by_deck(
    connection: Connection, today: date, due: Sequence[Candidate]
) -> list[DeckCounts]:
    """The counts of each deck and area with cards, in natural order; `due` are the cards due."""
    totals, new = _totals(connection)
    suspended = schedules.c.suspended == literal_column("1")
    counts = {
        "due": Counter(one.source.file for one in due),
        "overdue": Counter(one.source.file for one in due if one.due_on != today),
        "total": totals,
        "new": new - _by_path(connection, ASKED, schedules.c.state == State.NEW.value, suspended),
    }
    resting = _by_path(connection, ASKED, suspended)
    return _by_deck(connection, counts, resting)


def due_by_day(connection: Connection, after: date, until: date) -> dict[date, DayLoad]:
    """How many cards in review fall due on each day after `after`, up to `until`."""
    days = (schedules.c.due_on > after, schedules.c.due_on <= until)
    quick = func.sum(case((QUICK, 1), else_=0))
    query = select(schedules.c.due_on, func.count(), quick).select_from(SEEN)
    ahead = query.where(active(after), _IN_REVIEW, *days).group_by(schedules.c.due_on)
    return {day: DayLoad(*load) for day, *load in connection.execute(ahead)}


def quick_due_by_day(connection: Connection, after: date) -> dict[date, int]:
    """How many quick cards in review fall due on each day after `after`."""
    days = due_by_day(connection, after, date.max)
    return {day: load.quick for day, load in days.items() if load.quick}


def next_due_on(connection: Connection, after: date) -> date | None:
    """The next study day on which a quick card in review falls due."""
    query = select(schedules.c.due_on).select_from(SEEN)
    later = query.where(active(after), _IN_REVIEW, QUICK, schedules.c.due_on > after)
    return connection.execute(later.order_by(schedules.c.due_on).limit(1)).scalar()


def deck_limits(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """The decks that limit their new cards, and those that limit their reviews a day."""
    new, reviews = (func.min(column) for column in (files.c.new_per_day, files.c.reviews_per_day))
    rows = connection.execute(select(files.c.deck, new, reviews).group_by(files.c.deck)).all()
    return (
        {deck: limit for deck, limit, _ in rows if limit is not None},
        {deck: limit for deck, _, limit in rows if limit is not None},
    )


def studied_by_deck(connection: Connection, day: date) -> tuple[StudiedCards, StudiedCards]:
    """The cards that were answered on a study day: for the first time, and again."""
    is_first = schedules.c.first_studied_on == schedules.c.last_studied_on
    quick = func.sum(case((QUICK, 1), else_=0))
    query = select(files.c.deck, is_first, func.count(), quick).select_from(SEEN)
    rows = connection.execute(
        query.where(schedules.c.last_studied_on == day).group_by(files.c.deck, is_first)
    ).all()
    first, again = (
        StudiedCards(
            Counter({deck: count for deck, is_new, count, _ in rows if bool(is_new) is wanted}),
            sum(some for _, is_new, _, some in rows if bool(is_new) is wanted),
        )
        for wanted in (True, False)
    )
    return first, again


def limits_of_answered(connection: Connection) -> dict[CardId, tuple[Occasion, int | None]]:
    """When each card is asked that has been answered, and its time limit in seconds."""
    rows = connection.execute(select(cards.c.id, OCCASION, LIMIT_S).select_from(SEEN))
    return {CardId(card): (OCCASIONS[said], limit_s) for card, said, limit_s in rows}


def slow_cards(
    connection: Connection, ids: Collection[CardId]
) -> dict[CardId, tuple[Occasion, int | None]]:
    """Those of the ids that are skills or exercises: which, and the time limit in seconds."""
    slow = select(cards.c.id, OCCASION, LIMIT_S).select_from(FILED).where(~QUICK)
    found: dict[CardId, tuple[Occasion, int | None]] = {}
    for some in batched(ids):
        for card, said, limit_s in connection.execute(slow.where(cards.c.id.in_(some))):
            found[CardId(card)] = OCCASIONS[said], limit_s
    return found


def _by_path(connection: Connection, *conditions: ColumnElement[bool]) -> Counter[str]:
    query = select(cards.c.path, func.count()).select_from(SEEN).where(*conditions)
    return Counter(dict(connection.execute(query.group_by(cards.c.path)).all()))


def _totals(connection: Connection) -> tuple[Counter[str], Counter[str]]:
    """All cards, and those never answered, by path."""
    query = select(cards.c.path, func.count(), func.sum(cards.c.new)).where(ASKED)
    rows = connection.execute(query.group_by(cards.c.path)).all()
    return Counter({row[0]: row[1] for row in rows}), Counter({row[0]: row[2] for row in rows})


def _by_deck(
    connection: Connection, counts: dict[str, Counter[str]], resting: Counter[str]
) -> list[DeckCounts]:
    rows = connection.execute(select(files.c.path, files.c.deck, files.c.area, files.c.suspended))
    added: dict[tuple[str, str], Counter[str]] = {}
    for path, deck, area, suspended in rows:
        of_file = Counter({name: by_path[path] for name, by_path in counts.items()})
        of_file["suspended"] = of_file["total"] if suspended else resting[path]
        if suspended:
            of_file["new"] = 0
        added.setdefault((deck, area), Counter()).update(of_file)
    return [
        DeckCounts(deck, area, *(found[name] for name in _COUNTED))
        for (deck, area), found in sorted(added.items(), key=_in_order)
        if found["total"]
    ]


def _in_order(one: tuple[tuple[str, str], Counter[str]]) -> tuple[str, str]:
    deck, area = one[0]
    return natural(deck), natural(area)


_COUNTED: Final = ("due", "overdue", "new", "suspended", "total")
