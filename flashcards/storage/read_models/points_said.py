"""The points that were said with answers, looked up for all of them at once."""

from collections.abc import Mapping

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review, Said
from flashcards.core.log.points_said import AnswerKey, answer_key, points_said
from flashcards.core.log.stamp import FactId, MachineId, counted_clock
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import facts_of, facts_that_count
from flashcards.storage.log.rows import ANSWER_ROWS


def said_with(connection: Connection, review: Review) -> Said | None:
    """What holds for one answer."""
    own = [fact for fact in facts_of(connection, review.card) if isinstance(fact, (Review, Said))]
    keys = {fact.stamp.id: answer_key(fact) for fact in own if isinstance(fact, Review)}
    told = points_said((fact for fact in own if isinstance(fact, Said)), keys)
    return told.get(answer_key(review))


def points_of_answers(connection: Connection) -> Mapping[AnswerKey, Said]:
    """What holds, by the answers that it is about, undone ones too."""
    told = facts_that_count(connection, Said)
    columns = facts.c.id, facts.c.card_id, facts.c.machine, facts.c.clock, facts.c.at
    keys: dict[FactId, AnswerKey] = {}
    for some in batched(sorted({fact.review for fact in told})):
        query = select(*columns).where(*ANSWER_ROWS, facts.c.id.in_(some))
        for id_, card, machine, clock, at in connection.execute(query):
            keys[FactId(id_)] = CardId(card), MachineId(machine), counted_clock(clock, at)
    return points_said(told, keys)
