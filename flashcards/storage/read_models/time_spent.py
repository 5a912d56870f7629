"""Time spent on a study day, and what answers have taken."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta, timezone
from statistics import median
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, select

from flashcards.core.card import CardId
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import tick
from flashcards.core.study.answer_time import counted_ms
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, facts, files
from flashcards.storage.log.answer_dates import redated
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import LIMIT_S, QUICK

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
    """The counted milliseconds of the latest answers of living quick cards, up to a thousand."""
    query = _timed().where(QUICK).order_by(facts.c.clock.desc()).limit(_LATEST)
    return [counted_ms(ms, limit_s) for _, ms, limit_s in connection.execute(query)]


def own_times(connection: Connection, ids: Collection[CardId]) -> dict[CardId, float]:
    """The median of the counted milliseconds of the answers to each of the cards that has any."""
    found: defaultdict[CardId, list[int]] = defaultdict(list)
    for some in batched(ids):
        rows = connection.execute(_timed().where(facts.c.card_id.in_(some), ~is_undone()))
        for card, ms, limit_s in rows:
            found[CardId(card)].append(counted_ms(ms, limit_s))
    return {card: median(taken) for card, taken in found.items()}


def _timed() -> Select[Any]:
    """The measured reviews of living cards, with what limits they have."""
    joined = facts.join(cards, cards.c.id == facts.c.card_id)
    timed = (facts.c.kind == "review", facts.c.duration_ms.is_not(None))
    query = select(facts.c.card_id, facts.c.duration_ms, LIMIT_S)
    return query.select_from(joined.join(files, files.c.path == cards.c.path)).where(*timed)
