"""What every act has in common: the card it is about, its facts, and the schedules they come to."""

from collections.abc import Iterator, Sequence

from flashcards.core.card import Card, CardId
from flashcards.core.fact_limits import LONGEST_TEXT
from flashcards.core.known_card import KnownCard
from flashcards.core.lineage import continuations
from flashcards.core.log import Fact, Introduced
from flashcards.core.replay import replay
from flashcards.core.schedule import Schedule
from flashcards.core.sides import sides
from flashcards.core.stamp import Stamp
from flashcards.errors import UnknownCard
from flashcards.services.collection import Collection
from flashcards.services.policies import policy_of
from flashcards.storage import log
from flashcards.storage.cards import deck_overrides, known_card, stale
from flashcards.storage.database import Connection
from flashcards.storage.lineage import edges_around
from flashcards.storage.schedules import put_schedule


def card_named(connection: Connection, card: CardId) -> KnownCard:
    """The card with that id; raises `UnknownCard`."""
    known = known_card(connection, card)
    if known is None:
        raise UnknownCard(card)
    return known


def introduction(connection: Connection, card: Card, stamps: Iterator[Stamp]) -> list[Introduced]:
    """The fact that gives the card a face, where the log has none yet."""
    if log.is_introduced(connection, card.id):
        return []
    face = sides(card)
    front, back = face.question[:LONGEST_TEXT], face.answer[:LONGEST_TEXT]
    return [Introduced(next(stamps), card.id, card.kind, front, back)]


def record(
    connection: Connection, collection: Collection, card: CardId, new: Sequence[Fact]
) -> Schedule:
    """Append facts of a card and bring up to them all schedules that its history flows into."""
    log.append(connection, new)
    reschedule_continuations(connection, collection, card)
    return reschedule(connection, collection, card)


def reschedule(connection: Connection, collection: Collection, card: CardId) -> Schedule:
    """Replay the card's history into its schedule."""
    overrides = deck_overrides(connection, card)
    policy = policy_of(connection, collection, overrides)
    schedule = replay(log.history_of(connection, card), policy)
    put_schedule(connection, card, schedule, overrides)
    return schedule


def reschedule_continuations(connection: Connection, collection: Collection, card: CardId) -> None:
    """Replay what took the card's history over: the other ids that edges lead to."""
    edges = edges_around(connection, card)
    for other in sorted(continuations(card, edges) - {card}):
        reschedule(connection, collection, other)


def reschedule_stale(connection: Connection, collection: Collection) -> None:
    """Replay the cards whose deck's own policy changed, or that came to another deck."""
    for card in stale(connection):
        reschedule(connection, collection, card)
