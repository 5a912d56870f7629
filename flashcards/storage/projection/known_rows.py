"""Rows of cards with their decks and schedules as values: by the hundred thousand in a listing."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, Row, Select, select, type_coerce

from flashcards.core.card import Card, Kind, Source
from flashcards.core.deck import DeckSettings
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule, State
from flashcards.storage.database.tables import (
    EPOCH,
    Day,
    Instant,
    cards,
    day_of,
    files,
    schedules,
)
from flashcards.storage.projection.joins import ALL
from flashcards.storage.projection.overrides import is_typed, overrides_of

_KINDS: Final = {kind.value: kind for kind in Kind}
_STATES: Final = {state.value: state for state in State}

_OF_CARD: Final = (
    cards.c.id,
    cards.c.kind,
    cards.c.front,
    cards.c.back,
    cards.c.path,
    cards.c.line,
    cards.c.breadcrumb,
    cards.c.tags,
    cards.c.limit_s,
    cards.c.span_start,
    cards.c.span_end,
)
_OF_DECK: Final = (
    files.c.tags,
    files.c.limit_s,
    files.c.new_per_day,
    files.c.reviews_per_day,
    files.c.policy,
    files.c.suspended,
)
_OF_SCHEDULE: Final = (
    schedules.c.state,
    schedules.c.step,
    schedules.c.stability,
    schedules.c.difficulty,
    schedules.c.due_on,
    schedules.c.due_at,
    schedules.c.first_studied_on,
    schedules.c.last_studied_on,
    schedules.c.last_review_at,
    schedules.c.reps,
    schedules.c.lapses,
    schedules.c.suspended,
    schedules.c.buried_on,
)
_DECK: Final = len(_OF_CARD)
_SETTINGS: Final = _DECK + 2
_SCHEDULE: Final = _SETTINGS + len(_OF_DECK)
_NEW: Final = Schedule()


def known() -> Select[Any]:
    """Cards with their decks and schedules, in rows that `known_card_from` reads.

    The columns go by place, days and instants as numbers: names and types cost half of the time.
    """
    columns = (*_OF_CARD, files.c.deck, files.c.area, *_OF_DECK, *_OF_SCHEDULE)
    return select(*map(_as_stored, columns)).select_from(ALL)


def known_card_from(row: Sequence[Any]) -> KnownCard:
    """The card in a row of `known`."""
    return KnownCard(
        _card(row),
        row[_DECK],
        row[_DECK + 1],
        _settings(tuple(row[_SETTINGS:_SCHEDULE])),
        _NEW if row[_SCHEDULE] is None else _schedule(row[_SCHEDULE:]),
    )


def card_from(row: Row[Any]) -> Card:
    """The card in a row that has the columns of `cards`."""
    return _card([getattr(row, column.name) for column in _OF_CARD])


def _as_stored(column: Any) -> Any:  # noqa: ANN401 - of any type
    if isinstance(column.type, Instant):
        return type_coerce(column, BigInteger)
    return type_coerce(column, Integer) if isinstance(column.type, Day) else column


def _card(row: Sequence[Any]) -> Card:
    id_, kind, front, back, path, line, breadcrumb, tags, limit_s, start, end = row[:_DECK]
    return Card(
        id_,
        _KINDS[kind],
        front,
        back,
        Source(path, line),
        _texts(breadcrumb),
        _texts(tags),
        limit_s,
        None if start is None else (start, end),
    )


@lru_cache(maxsize=256)
def _texts(said: str) -> tuple[str, ...]:
    return tuple(json.loads(said))


@lru_cache(maxsize=64)
def _settings(of_deck: tuple[Any, ...]) -> DeckSettings:
    tags, limit_s, new_per_day, reviews_per_day, policy, suspended = of_deck
    return DeckSettings(
        _texts(tags),
        limit_s,
        new_per_day,
        reviews_per_day,
        overrides_of(policy),
        bool(suspended),
        is_typed(policy),
    )


def _schedule(said: Sequence[Any]) -> Schedule:
    state, step, stability, difficulty, due_on, due_at, *rest = said
    first_on, last_on, last_at, reps, lapses, suspended, buried = rest
    return Schedule(
        _STATES[state],
        step,
        stability,
        difficulty,
        _day(due_on),
        _instant(due_at),
        _day(first_on),
        _day(last_on),
        _instant(last_at),
        reps,
        lapses,
        bool(suspended),
        _day(buried),
    )


def _day(number: int | None) -> date | None:
    return None if number is None else day_of(number)


def _instant(number: int | None) -> datetime | None:
    return None if number is None else EPOCH + timedelta(microseconds=number)
