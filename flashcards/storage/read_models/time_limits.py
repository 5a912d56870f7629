"""Answers that had a limit, and the questions they were given to."""

import json
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, select

from flashcards.core.card import CardId, Kind
from flashcards.core.statistics.limits import TimedAnswer
from flashcards.core.study.timing import answer_ms
from flashcards.errors.log import UnreadableFact
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, facts, files
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import FILED


def timed_answers(connection: Connection) -> Iterator[TimedAnswer]:
    """The reviews that count and had a limit, in order, under the ids of the time."""
    query = select(facts.c.id, facts.c.card_id, facts.c.duration_ms, facts.c.body)
    said_more = query.where(*ANSWER_ROWS, facts.c.body.is_not(None), ~is_undone())
    for fact, card, duration_ms, body in answers_in_order(connection, said_more):
        try:
            said = {"limit_s": None, "revealed_ms": None, **json.loads(body)}
        except (TypeError, ValueError) as failure:
            raise UnreadableFact(fact) from failure
        if limit_s := said["limit_s"]:
            took_ms = answer_ms(duration_ms, said["revealed_ms"])
            yield TimedAnswer(CardId(card), limit_s, took_ms)


def areas_of_questions(connection: Connection, ids: Collection[CardId]) -> dict[CardId, str]:
    """The areas of those of the ids that stand in some deck and are no skills to be rated."""
    found: dict[CardId, str] = {}
    query = select(cards.c.id, files.c.area).select_from(FILED)
    questions = query.where(cards.c.kind != Kind.SELF_ASSESSMENT.value)
    for some in batched(ids):
        rows = connection.execute(questions.where(cards.c.id.in_(some)))
        found |= {CardId(card): area for card, area in rows}
    return found
