"""What readiness is made of: the cards that are asked, and their answers card by card."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, func, select, type_coerce

from flashcards.core.card import CardId, Kind, Occasion, Source
from flashcards.core.log.lineage import Order
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.evidence import Asked, ReadinessAnswer
from flashcards.core.rating import Rating
from flashcards.errors.log import UnreadableFact
from flashcards.storage.database.batches import as_stored, streamed
from flashcards.storage.database.tables import cards, day_of, facts, files
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import (
    ALL,
    FILED,
    IN_ORDER,
    OCCASION,
    is_to_be_told,
    story_text,
    unsuspended,
)

_RATINGS: Final = {int(rating): rating for rating in Rating}
_PLACE: Final = 6
"""Where a row begins to say what puts it in order."""


class Placed(NamedTuple):
    """An answer, and where in the log it came about."""

    given: ReadinessAnswer
    came_about: Order


def asked_cards(connection: Connection) -> Iterator[tuple[Asked, tuple[str, ...]]]:
    """The cards and skills that are not suspended, in deck order, each with its tags.

    A story without a word is none.
    """
    query = select(
        cards.c.id,
        files.c.area,
        func.coalesce(cards.c.limit_s, files.c.limit_s),
        cards.c.tags,
        files.c.tags,
        cards.c.path,
        cards.c.line,
        OCCASION,
        story_text(),
    )
    chosen = query.select_from(ALL).where(unsuspended())
    for *row, story in streamed(connection, chosen.order_by(*IN_ORDER)):
        if not is_to_be_told(story):
            continue
        card, area, limit_s, own, of_deck, path, line, said = row
        is_skill, is_exercise = (said == one.value for one in (Occasion.SKILL, Occasion.EXERCISE))
        asked = Asked(CardId(card), area, limit_s, is_skill, Source(path, line), is_exercise)
        yield asked, _tags(of_deck) + _tags(own)


def areas_of_prompts(connection: Connection) -> set[str]:
    """The areas that have questions for mock interviews only."""
    prompts = (cards.c.kind == Kind.PROMPT.value, files.c.suspended == 0)
    query = select(files.c.area).distinct().select_from(FILED).where(*prompts)
    return set(connection.execute(query).scalars())


def answers_by_card(
    connection: Connection, now: Mapping[CardId, CardId]
) -> Iterator[tuple[CardId, Sequence[Placed]]]:
    """The answers that count, card by card in order, under the ids that cards have `now`.

    In flat memory but for cards that have had several ids, which come last.
    """
    several = {*now, *now.values()}
    waiting: defaultdict[CardId, list[Any]] = defaultdict(list)
    for card, rows in groupby(_rows(connection), key=itemgetter(0)):
        if card in several:
            waiting[now.get(card, card)] += rows
        else:
            yield CardId(card), [_placed(row) for row in rows]
    for card, found in waiting.items():
        yield card, [_placed(row) for row in sorted(found, key=lambda row: tuple(row[_PLACE:]))]


def _rows(connection: Connection) -> Iterator[Any]:
    query = select(
        facts.c.card_id,
        facts.c.rating,
        type_coerce(facts.c.studied_on, Integer),
        facts.c.duration_ms,
        facts.c.score,
        facts.c.body,
        type_coerce(facts.c.at, BigInteger),
        facts.c.clock,
        facts.c.id,
    )
    counted = query.where(*ANSWER_ROWS, ~is_undone())
    return answers_in_order(connection, counted, by_card=True, rows_of=as_stored)


def _placed(row: Any) -> Placed:  # noqa: ANN401 - a row of `_rows`
    _, rating, studied_on, duration_ms, score, body, _, clock, fact = row
    limit_s, revealed_ms = _clocked(fact, body)
    answer = (_RATINGS[rating], _day(studied_on), duration_ms, limit_s, score, revealed_ms)
    return Placed(ReadinessAnswer(*answer), (clock, FactId(fact)))


def _clocked(fact: str, body: str | None) -> tuple[int | None, int | None]:
    """The seconds that an answer had, and the milliseconds until its reveal, where noted."""
    if body is None:
        return None, None
    try:
        said = json.loads(body)
        return said.get("limit_s"), said.get("revealed_ms")
    except (AttributeError, ValueError) as failure:
        raise UnreadableFact(fact) from failure


@lru_cache(maxsize=100_000)
def _day(number: int) -> date:
    return day_of(number)


@lru_cache(maxsize=1_000)
def _tags(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
