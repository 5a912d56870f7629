"""What statistics are made of, read by the hundred thousand: plain rows, no text of cards."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Integer, func, select, type_coerce

from flashcards.core.card import CardId, Kind
from flashcards.core.schedule import State
from flashcards.core.statistics.answered import CountingReviews, Order
from flashcards.core.statistics.distributions import CardFigures
from flashcards.storage.database.batches import streamed
from flashcards.storage.database.tables import EPOCH, cards, day_of, facts, files, schedules
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import not_counting
from flashcards.storage.projection.joins import ALL, ASKED, SEEN
from flashcards.storage.read_models.card_answers import answers_by_card

_FIRST_DAY: Final = EPOCH.toordinal()
_STATES: Final = {state.value: state for state in State}


class DatedGrade(NamedTuple):
    """A grade that counts, under the id that its card had, and the study day."""

    card: CardId
    rating: int
    studied_on: date


def grades_since(connection: Connection, day: date) -> Iterator[DatedGrade]:
    """The grades of a study day and later, in order."""
    columns = (facts.c.card_id, facts.c.rating, facts.c.studied_on)
    query = select(*columns).where(*ANSWER_ROWS, facts.c.id.not_in(not_counting()))
    # A redating only ever moves an answer to an earlier day.
    for row in answers_in_order(connection, query.where(facts.c.studied_on >= day)):
        if row[2] >= day:
            yield DatedGrade(*row)


def reviews_by_card(
    connection: Connection, now: Mapping[CardId, CardId], placed: Collection[CardId]
) -> Iterator[tuple[CardId, CountingReviews]]:
    """The reviews that count, card by card, in order, under the ids that cards have `now`.

    Where they came about is said of cards `placed`.
    """
    query = select(
        facts.c.card_id,
        facts.c.rating,
        type_coerce(facts.c.studied_on, Integer),
        type_coerce(facts.c.due_on, Integer),
        facts.c.duration_ms,
        facts.c.score,
    )
    counted = query.where(*ANSWER_ROWS, facts.c.id.not_in(not_counting()))
    for card, rows, came_about in answers_by_card(connection, counted, now, placed):
        yield card, _columns(rows, came_about)


def _columns(rows: Iterable[Any], came_about: Sequence[Order]) -> CountingReviews:
    _, ratings, days, due_days, durations_ms, scores, *_ = zip(*rows, strict=True)
    return CountingReviews(
        ratings,
        [_FIRST_DAY + day for day in days],
        [None if due is None else _FIRST_DAY + due for due in due_days],
        durations_ms,
        [score is not None for score in scores],
        came_about,
    )


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
