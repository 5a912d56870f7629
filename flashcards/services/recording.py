"""What every act has in common: the card it is about, its facts, and the schedule they come to."""

from collections.abc import Iterator, Sequence

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log import Fact, Introduced, Stamp
from flashcards.core.replay import replay
from flashcards.core.schedule import Schedule
from flashcards.errors import UnknownCard
from flashcards.services.collection import Collection
from flashcards.storage import log
from flashcards.storage.cards import known_card
from flashcards.storage.database import Connection
from flashcards.storage.schedules import put_schedule


def card_named(connection: Connection, card: CardId) -> KnownCard:
    """The card with that id; raises `UnknownCard`."""
    known = known_card(connection, card)
    if known is None:
        raise UnknownCard(card)
    return known


def introduction(
    connection: Connection, known: KnownCard, stamps: Iterator[Stamp]
) -> list[Introduced]:
    """The fact that gives the card a face, where the log has none yet."""
    card = known.card
    if log.is_introduced(connection, card.id):
        return []
    return [Introduced(next(stamps), card.id, card.kind, card.front, card.back)]


def record(
    connection: Connection, collection: Collection, known: KnownCard, new: Sequence[Fact]
) -> Schedule:
    """Append facts of a card and bring its schedule up to them by replaying its history."""
    card = known.card.id
    log.append(connection, new)
    policy = collection.policy(known.settings.retention)
    schedule = replay(log.facts_of(connection, card), policy)
    put_schedule(connection, card, schedule)
    return schedule
