"""The questions that mock interviews may draw, and the mocks there have been."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from flashcards.core.card import CardId
from flashcards.core.lineage import Order
from flashcards.core.preparation.facts import MockBegun
from flashcards.core.preparation.mock.draw import last_uses
from flashcards.core.preparation.mock.forms import ASKED_KINDS, Candidate
from flashcards.core.preparation.mock.sitting import KINDS, Mock, mocks_of
from flashcards.storage.joins import ALL, IN_ORDER
from flashcards.storage.lineage import all_edges
from flashcards.storage.log import collection_facts
from flashcards.storage.stories import is_to_be_told, story_text
from flashcards.storage.tables import cards, files, schedules


def candidates(connection: Connection, areas: Collection[str]) -> list[Candidate]:
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
    return [Candidate(CardId(row[0]), *row[1:-1]) for row in rows if is_to_be_told(row[-1])]


def uses(connection: Connection) -> dict[CardId, Order]:
    """The ids of all texts that some mock has asked, and when last; edited ones too."""
    begun = _begun(connection)
    return last_uses(begun, all_edges(connection)) if begun else {}


def asked_in_mocks(connection: Connection) -> set[CardId]:
    """The ids of the texts that mocks asked, as they were then."""
    return {CardId(card) for mock in _begun(connection) for card in mock.cards}


def mocks(connection: Connection) -> tuple[Mock, ...]:
    """All mocks in the order in which they came about."""
    return mocks_of(collection_facts(connection, KINDS))


def _begun(connection: Connection) -> list[MockBegun]:
    found = collection_facts(connection, {MockBegun})
    return [fact for fact in found if isinstance(fact, MockBegun)]
