"""Time spent on a study day, and what answers have taken."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, select

from flashcards.core.card import CardId
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import tick
from flashcards.core.study.answer_time import counted_ms
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, facts, files
from flashcards.storage.log.answer_dates import redated
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import FILED, LIMIT_S, QUICK

_LATEST: Final = 1_000

_EARLIEST: Final = timedelta(hours=15)
"""Nowhere on Earth a study day begins longer than this before its midnight UTC."""


def spent_on(connection: Connection, day: date) -> Counter[CardId]:
    """The counted milliseconds of a study day's answers, practice included, by card."""
    return _spent(connection, day)


def quick_spent_on(connection: Connection, day: date) -> Counter[CardId]:
    """The same of quick cards alone."""
    return _spent(connection, day, QUICK)


def _spent(connection: Connection, day: date, *among: ColumnElement[bool]) -> Counter[CardId]:
    begin = datetime.combine(day, time(), timezone.utc) - _EARLIEST
    told = redated(connection)
    said_of = (facts.c.kind, facts.c.studied_on, facts.c.duration_ms, facts.c.body)
    joined = facts.outerjoin(cards, cards.c.id == facts.c.card_id).outerjoin(
        files, files.c.path == cards.c.path
    )
    rows = connection.execute(
        select(facts.c.id, facts.c.card_id, *said_of, LIMIT_S)
        .select_from(joined)
        .where(facts.c.clock >= tick(0, begin), facts.c.kind.in_(("review", "crammed")))
        .where(facts.c.version <= VERSION, ~is_undone(), *among)
    )
    spent = Counter[CardId]()
    for fact, card, kind, studied_on, duration_ms, body, limit_s in rows:
        said = json.loads(body) if kind == "crammed" else {}
        given_on = date.fromisoformat(said["studied_on"]) if said else studied_on
        if (moved := told.get((fact, card))) is not None:
            given_on = moved.studied_on
        if given_on == day:
            spent[CardId(card)] += counted_ms(said.get("duration_ms", duration_ms) or 0, limit_s)
    return spent


def recent_durations(connection: Connection) -> list[int]:
    """The counted milliseconds of the latest answers of living quick cards, up to a thousand.

    Answers under earlier texts of a card are its own, too.
    """
    latest = _timed().where(QUICK).order_by(facts.c.clock.desc()).limit(_LATEST)
    found = [(clock, ms, limit_s) for _, ms, limit_s, clock in connection.execute(latest)]
    if now := living_continuations(connection):
        limits = _limits(connection, now.values(), QUICK)
        earlier = _under_earlier_texts(connection, now)
        found += [(one.clock, one.ms, limits[one.card]) for one in earlier if one.card in limits]
        found.sort(key=lambda one: one[0], reverse=True)
    return [counted_ms(ms, limit_s) for _, ms, limit_s in found[:_LATEST]]


def own_times(connection: Connection, ids: Collection[CardId]) -> dict[CardId, float]:
    """The median of the counted milliseconds of the answers to each of the cards that has any."""
    from statistics import median

    found: defaultdict[CardId, list[int]] = defaultdict(list)
    for some in batched(ids):
        rows = connection.execute(_timed().where(facts.c.card_id.in_(some), ~is_undone()))
        for card, ms, limit_s, _ in rows:
            found[CardId(card)].append(counted_ms(ms, limit_s))
    asked = set(ids)
    now = {old: new for old, new in living_continuations(connection).items() if new in asked}
    limits = _limits(connection, now.values())
    for one in _under_earlier_texts(connection, now):
        found[one.card].append(counted_ms(one.ms, limits[one.card]))
    return {card: median(taken) for card, taken in found.items()}


class _Timed(NamedTuple):
    """A measured answer to a card, under whatever text."""

    card: CardId
    ms: int
    clock: int


def _under_earlier_texts(connection: Connection, now: Mapping[CardId, CardId]) -> Iterator[_Timed]:
    """The measured answers under ids that went on as living cards, which they are said of."""
    timed = (facts.c.kind == "review", facts.c.duration_ms.is_not(None), ~is_undone())
    query = select(facts.c.card_id, facts.c.duration_ms, facts.c.clock).where(*timed)
    for some in batched(now):
        for old, ms, clock in connection.execute(query.where(facts.c.card_id.in_(some))):
            yield _Timed(now[CardId(old)], ms, clock)


def _limits(
    connection: Connection, ids: Iterable[CardId], *among: ColumnElement[bool]
) -> dict[CardId, int | None]:
    """The limits of those of the cards that are so."""
    query = select(cards.c.id, LIMIT_S).select_from(FILED).where(*among)
    return {
        CardId(card): limit_s
        for some in batched(ids)
        for card, limit_s in connection.execute(query.where(cards.c.id.in_(some)))
    }


def _timed() -> Select[Any]:
    """The measured reviews of living cards, with what limits they have."""
    joined = facts.join(cards, cards.c.id == facts.c.card_id)
    timed = (facts.c.kind == "review", facts.c.duration_ms.is_not(None))
    query = select(facts.c.card_id, facts.c.duration_ms, LIMIT_S, facts.c.clock)
    return query.select_from(joined.join(files, files.c.path == cards.c.path)).where(*timed)
