"""What readiness is made of: the cards that are asked, and their answers card by card."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Integer, case, func, select, type_coerce

from flashcards.core.card import CardId, Kind, Occasion, Source
from flashcards.core.log.lineage import Order
from flashcards.core.preparation.evidence import Asked, ReadinessAnswer
from flashcards.core.rating import Rating
from flashcards.errors.log import UnreadableFact
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import cards, day_of, facts, files
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import not_counting
from flashcards.storage.projection.joins import (
    ALL,
    FILED,
    IN_ORDER,
    OCCASION,
    is_to_be_told,
    story_text,
    unsuspended,
)
from flashcards.storage.read_models.card_answers import answers_by_card

_RATINGS: Final = {int(rating): rating for rating in Rating}


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


def answers_of_cards(
    connection: Connection, now: Mapping[CardId, CardId], placed: Collection[CardId]
) -> Iterator[tuple[CardId, Sequence[ReadinessAnswer], Sequence[Order]]]:
    """The answers that count, card by card in order, under the ids that cards have `now`.

    Where they came about is said of cards `placed`.
    """
    query = select(
        facts.c.card_id,
        facts.c.rating,
        type_coerce(facts.c.studied_on, Integer),
        facts.c.duration_ms,
        facts.c.score,
        facts.c.body,
        case((facts.c.body.is_not(None), facts.c.id)),
    )
    counted = query.where(*ANSWER_ROWS, facts.c.id.not_in(not_counting()))
    for card, rows, came_about in answers_by_card(connection, counted, now, placed):
        yield card, [_answer(row) for row in rows], came_about


def _answer(row: Any) -> ReadinessAnswer:  # noqa: ANN401 - a row of `answers_of_cards`
    _, rating, studied_on, duration_ms, score, body, fact, *_ = row
    day = _day(studied_on)
    if body is None:
        return ReadinessAnswer(_RATINGS[rating], day, duration_ms, None, score)
    limit_s, revealed_ms = _clocked(fact, body)
    return ReadinessAnswer(_RATINGS[rating], day, duration_ms, limit_s, score, revealed_ms)


def _clocked(fact: str, body: str) -> tuple[int | None, int | None]:
    """The seconds that an answer had, and the milliseconds until its reveal, where noted."""
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
