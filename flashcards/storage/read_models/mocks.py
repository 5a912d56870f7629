"""The questions that mock interviews may draw."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from flashcards.core.card import CardId
from flashcards.core.preparation.mock.forms import ASKED_KINDS, MockCandidate
from flashcards.storage.database.tables import cards, files, schedules
from flashcards.storage.projection.joins import ALL, IN_ORDER, is_to_be_told, story_text


def candidates(connection: Connection, areas: Collection[str]) -> list[MockCandidate]:
    """The questions of areas that are not suspended, in deck order; no story without a word."""
    limit = func.coalesce(cards.c.limit_s, files.c.limit_s)
    columns = (cards.c.id, files.c.deck, files.c.area, cards.c.front, limit, story_text())
    rows = connection.execute(
        select(*columns)
        .select_from(ALL)
        .where(
            files.c.area.in_(areas),
            cards.c.kind.in_([kind.value for kind in ASKED_KINDS]),
            files.c.suspended == 0,
            func.coalesce(schedules.c.suspended, 0) == 0,
        )
        .order_by(*IN_ORDER)
    )
    return [MockCandidate(CardId(row[0]), *row[1:-1]) for row in rows if is_to_be_told(row[-1])]
