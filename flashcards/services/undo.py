"""Taking back what the learner did, act by act, without limit."""

from dataclasses import dataclass

from flashcards.core.card import CardId
from flashcards.core.fact_record import kind_of
from flashcards.core.known_card import KnownCard
from flashcards.core.log import Fact, FactId, Review, Undo
from flashcards.core.study_day import Moment
from flashcards.errors import NothingToUndo
from flashcards.services.collection import Collection
from flashcards.services.recording import card_named, record
from flashcards.storage import log
from flashcards.storage.database import Connection, writing


@dataclass(frozen=True, slots=True)
class Undone:
    """The act that was taken back, by its kind (and rating), and the card as it stands now."""

    act: str
    rating: int | None
    known: KnownCard


def undo(collection: Collection, moment: Moment) -> Undone:
    """Take back this machine's last act; raises `NothingToUndo`."""
    with writing(collection.engine) as connection:
        act = log.latest_act(connection)
        if act is None or act.card is None:
            raise NothingToUndo
        stamp = next(log.stamps(connection, moment.now))
        known = card_named(connection, act.card)
        record(connection, collection, known, [Undo(stamp, act.card, act.stamp.id)])
        return _undone(connection, act, known)


def undo_act(collection: Collection, moment: Moment, card: CardId, act: FactId) -> None:
    """Take back one act on a card."""
    with writing(collection.engine) as connection:
        stamp = next(log.stamps(connection, moment.now))
        known = card_named(connection, card)
        record(connection, collection, known, [Undo(stamp, card, act)])


def _undone(connection: Connection, act: Fact, known: KnownCard) -> Undone:
    rating = (act.score or int(act.rating)) if isinstance(act, Review) else None
    return Undone(kind_of(act), rating, card_named(connection, known.card.id))
