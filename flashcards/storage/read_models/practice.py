"""Answers given since a day, with the decks of their cards: what a plan's activities come to."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select, text

from flashcards.core.card import CardId, Kind
from flashcards.core.log.order import came_about
from flashcards.core.log.preparation_facts import InterviewAsked
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import FactId
from flashcards.core.rating import Rating
from flashcards.core.study.timing import answer_ms
from flashcards.errors.log import UnreadableFact
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import BESIDES_REVIEWS, cards, facts, files, schedules
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.log import read_facts
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import FILED, SEEN


class StudiedCard(NamedTuple):
    """A card that stands in a deck; `first_studied_on` is None where it was never answered."""

    id: CardId
    kind: Kind
    deck: str
    area: str
    limit_s: int | None
    first_studied_on: date | None


class PractisedAnswer(NamedTuple):
    """An answer that counts; `in_time`: not failed, and within the limit that it had."""

    fact: FactId
    card: CardId
    on: date
    ms: int
    in_time: bool


def studied_since(connection: Connection, day: date) -> Iterator[StudiedCard]:
    """The cards that were answered on a day or later."""
    return _studied(connection, schedules.c.last_studied_on >= day)


def answered_before(connection: Connection, day: date) -> Iterator[StudiedCard]:
    """The cards that were first answered before a day."""
    return _studied(connection, schedules.c.first_studied_on < day)


def _studied(connection: Connection, when: ColumnElement[bool]) -> Iterator[StudiedCard]:
    limit = func.coalesce(cards.c.limit_s, files.c.limit_s)
    columns = (cards.c.id, cards.c.kind, files.c.deck, files.c.area, limit)
    query = select(*columns, schedules.c.first_studied_on).select_from(SEEN)
    for row in connection.execute(query.where(when)):
        yield StudiedCard(CardId(row[0]), Kind(row[1]), *row[2:])


def stories(connection: Connection) -> Iterator[tuple[StudiedCard, str]]:
    """Every story, told or not, and its text."""
    columns = (cards.c.id, cards.c.kind, files.c.deck, files.c.area, files.c.limit_s)
    told = schedules.c.first_studied_on
    every = FILED.outerjoin(schedules, schedules.c.card_id == cards.c.id)
    query = select(*columns, told, cards.c.back).select_from(every)
    for *row, story in connection.execute(query.where(cards.c.kind == Kind.STORY.value)):
        yield StudiedCard(CardId(row[0]), Kind(row[1]), *row[2:]), story


def answers_since(
    connection: Connection, ids: Collection[CardId], day: date
) -> Iterator[PractisedAnswer]:
    """The answers to cards, under the ids of the time, given on a day or later, in order."""
    said = (facts.c.studied_on, facts.c.rating, facts.c.duration_ms, facts.c.body)
    query = select(facts.c.id, facts.c.card_id, *said)
    counted = query.where(*ANSWER_ROWS, ~is_undone())
    for some in batched(ids):
        rows = answers_in_order(connection, counted.where(facts.c.card_id.in_(some)))
        for fact, card, on, *answer in rows:
            if on >= day:
                yield _answer(fact, card, on, *answer)


def questions_to_ask(connection: Connection) -> Iterator[InterviewAsked]:
    """The questions that were kept to ask interviewers, in the order in which they were kept."""
    about_no_card = text(BESIDES_REVIEWS), facts.c.card_id.is_(None)
    kept = facts.c.kind.in_(names_of(InterviewAsked)), ~is_undone()
    said = read_facts(connection, select(facts).where(*about_no_card, *kept))
    asked = (one for one in said if isinstance(one, InterviewAsked) and not one.by_them)
    return iter(sorted(asked, key=came_about))


def _answer(  # noqa: PLR0913, PLR0917 - the columns of a row
    fact: str, card: str, on: date, rating: int, duration_ms: int | None, body: str | None
) -> PractisedAnswer:
    try:
        said = {"limit_s": None, "revealed_ms": None, **json.loads(body or "{}")}
    except (TypeError, ValueError) as failure:
        raise UnreadableFact(fact) from failure
    took_ms, limit_s = answer_ms(duration_ms, said["revealed_ms"]), said["limit_s"]
    in_time = bool(limit_s and took_ms is not None and took_ms <= limit_s * 1000)
    is_kept = in_time and rating > Rating.AGAIN
    return PractisedAnswer(FactId(fact), CardId(card), on, duration_ms or 0, is_kept)
