"""Skills that are rated: what they are, and the ratings they were given."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import Connection, select

from flashcards.core.card import CardId, Kind
from flashcards.core.log.lineage import Order
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.assessment import Rated
from flashcards.core.study.timing import Timing, answer_ms
from flashcards.errors.log import UnreadableFact
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, facts, files
from flashcards.storage.log.answer_dates import answers_in_order
from flashcards.storage.log.rows import ANSWER_ROWS
from flashcards.storage.log.undos import is_undone
from flashcards.storage.projection.joins import FILED


class GivenRating(NamedTuple):
    """A rating under the id that its card had, and where in the log it came about."""

    card: CardId
    rated: Rated
    came_about: Order


def areas_of_other_cards(connection: Connection) -> set[str]:
    """The areas that have something else than skills, prompts among it."""
    others = select(files.c.area).distinct().select_from(FILED)
    chosen = others.where(cards.c.kind != Kind.SELF_ASSESSMENT.value)
    return set(connection.execute(chosen).scalars())


def ratings(connection: Connection, ids: Collection[CardId]) -> Iterator[GivenRating]:
    """The ratings of cards that count, in order."""
    place = (facts.c.at, facts.c.clock, facts.c.id)
    said = (facts.c.studied_on, facts.c.score, facts.c.duration_ms, facts.c.body)
    query = select(*place, facts.c.card_id, *said)
    scored = query.where(*ANSWER_ROWS, facts.c.score.is_not(None), ~is_undone())
    found = [
        row
        for some in batched(ids)
        for row in answers_in_order(connection, scored.where(facts.c.card_id.in_(some)))
    ]
    for _, clock, id_, card, *told in sorted(found, key=itemgetter(0, 1, 2)):
        yield GivenRating(CardId(card), _rated(id_, *told), (clock, FactId(id_)))


def _rated(
    fact: str, studied_on: date, score: int, duration_ms: int | None, body: str | None
) -> Rated:
    try:
        said = {"limit_s": None, "revealed_ms": None, "note": "", **json.loads(body or "{}")}
    except (TypeError, ValueError) as failure:
        raise UnreadableFact(fact) from failure
    took_ms, limit_s = answer_ms(duration_ms, said["revealed_ms"]), said["limit_s"]
    over_s = Timing(took_ms, limit_s).over_s if took_ms is not None and limit_s else 0
    return Rated(studied_on, score, said["note"], over_s)
