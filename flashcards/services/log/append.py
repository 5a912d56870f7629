"""What every act has in common: the card it is about, its facts, and the schedules they come to."""

from collections.abc import Sequence

from flashcards.core.card import Card, CardId
from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Introduced
from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import LONGEST_TEXT
from flashcards.core.schedule import Schedule
from flashcards.errors.cards import UnknownCard
from flashcards.services.log.reschedule import reschedule, reschedule_continuations
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import log
from flashcards.storage.log.outranked import settle_outranked
from flashcards.storage.projection.cards import known_card


def card_named(connection: Connection, card: CardId) -> KnownCard:
    """The card with that id; raises `UnknownCard`."""
    known = known_card(connection, card)
    if known is None:
        raise UnknownCard(card)
    return known


def introduction(work: Work, card: Card, *, as_it_is: bool = False) -> list[Introduced]:
    """The fact that gives the card a face, where the log has none yet.

    With `as_it_is` also where the last one was another: under an id of its own a text may change.
    """
    if not as_it_is and log.is_introduced(work.connection, card.id):
        return []
    face = sides(card)
    front, back = face.question[:LONGEST_TEXT], face.answer[:LONGEST_TEXT]
    said = log.facts_of(work.connection, card.id) if as_it_is else ()
    faces = [(one.front, one.back) for one in said if isinstance(one, Introduced)]
    if faces[-1:] == [(front, back)]:
        return []
    return [Introduced(work.stamp(), card.id, card.kind, front, back)]


def record_late(work: Work, card: CardId, new: Sequence[Fact]) -> Schedule:
    """The same of an answer beside later ones: in place of one of an import at its instant."""
    work.append(new)
    settle_outranked(work.connection, [card])
    return record(work, card, [])


def record(work: Work, card: CardId, new: Sequence[Fact]) -> Schedule:
    """Append facts of a card and bring up to them all schedules that its history flows into."""
    work.append(new)
    reschedule_continuations(work, card)
    return reschedule(work, card)
