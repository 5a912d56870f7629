"""What statistics are made of, read by the hundred thousand: plain rows, no text of cards."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from sqlalchemy import Connection, Integer, func, select, type_coerce

from flashcards.core.card import CardId, Kind
from flashcards.core.log.stamp import FactId
from flashcards.core.rating import Rating
from flashcards.core.schedule import State
from flashcards.core.statistics.answered import CountingReview
from flashcards.core.statistics.distributions import CardFigures
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import cards, day_of, facts, files, schedules
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import not_counting
from flashcards.storage.projection.joins import ALL, ASKED, SEEN

_RATINGS: Final = {int(rating): rating for rating in Rating}
_STATES: Final = {state.value: state for state in State}


def given_answers(connection: Connection) -> Iterator[CountingReview]:
    """The reviews that count, in order, under the ids of the time, in flat memory."""
    counted = (*ANSWER_ROWS, facts.c.id.not_in(not_counting()))
    query = select(
        facts.c.card_id,
        facts.c.rating,
        type_coerce(facts.c.studied_on, Integer),
        type_coerce(facts.c.due_on, Integer),
        facts.c.duration_ms,
        facts.c.clock,
        facts.c.id,
        facts.c.score,
    )
    rows = answers_in_order(connection, query.where(*counted))
    for card, rating, studied_on, due_on, took, clock, fact, score in rows:
        due = None if due_on is None else _day(due_on)
        said = due, took, (clock, FactId(fact)), score is not None
        yield CountingReview(CardId(card), _RATINGS[rating], _day(studied_on), *said)


def standings(connection: Connection) -> Iterator[CardFigures]:
    """Every living card that has facts; a skill is not remembered, so it has no memory."""
    query = select(
        cards.c.id,
        files.c.deck,
        func.coalesce(cards.c.limit_s, files.c.limit_s),
        cards.c.kind,
        schedules.c.suspended + files.c.suspended,
        schedules.c.state,
        schedules.c.stability,
        schedules.c.difficulty,
        type_coerce(schedules.c.due_on, Integer),
        type_coerce(schedules.c.last_studied_on, Integer),
        schedules.c.lapses,
    )
    for row in streamed(connection, query.select_from(SEEN)):
        card, deck, limit_s, kind, suspended, state, stability, difficulty, due, last, lapses = row
        if kind == Kind.SELF_ASSESSMENT.value:
            stability = difficulty = None
        yield CardFigures(
            CardId(card),
            deck,
            limit_s,
            kind != Kind.PROMPT.value,
            bool(suspended),
            _STATES[state],
            stability,
            difficulty,
            None if due is None or last is None else due - last,
            None if last is None else _day(last),
            lapses,
        )


def cards_without_facts(connection: Connection) -> tuple[int, int]:
    """How many cards that are asked have no facts, and how many more are in suspended decks."""
    unseen = (ASKED, schedules.c.card_id.is_(None))
    query = select(files.c.suspended, func.count()).select_from(ALL).where(*unseen)
    counts: dict[int, int] = dict(connection.execute(query.group_by(files.c.suspended)).all())
    return counts.get(0, 0), counts.get(1, 0)


@lru_cache(maxsize=100_000)
def _day(number: int) -> date:
    return day_of(number)
