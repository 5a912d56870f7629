"""Time spent on a study day."""

import json
from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from sqlalchemy import Connection, func, select

from flashcards.core.card import CardId
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import tick
from flashcards.core.study.answer_time import counted_ms
from flashcards.storage.database.tables import cards, facts, files
from flashcards.storage.log.answer_dates import redated
from flashcards.storage.log.undos import is_undone

_EARLIEST: Final = timedelta(hours=15)
"""Nowhere on Earth a study day begins longer than this before its midnight UTC."""


def spent_on(connection: Connection, day: date) -> Counter[CardId]:
    """The counted milliseconds of a study day's answers, practice included, by card."""
    begin = datetime.combine(day, time(), timezone.utc) - _EARLIEST
    limit = func.coalesce(cards.c.limit_s, files.c.limit_s)
    told = redated(connection)
    said_of = (facts.c.kind, facts.c.studied_on, facts.c.duration_ms, facts.c.body)
    joined = facts.outerjoin(cards, cards.c.id == facts.c.card_id).outerjoin(
        files, files.c.path == cards.c.path
    )
    rows = connection.execute(
        select(facts.c.id, facts.c.card_id, *said_of, limit)
        .select_from(joined)
        .where(facts.c.clock >= tick(0, begin), facts.c.kind.in_(("review", "crammed")))
        .where(facts.c.version <= VERSION, ~is_undone())
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
