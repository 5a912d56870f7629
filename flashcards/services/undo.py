"""Taking back what the learner did, act by act, without limit."""

from dataclasses import dataclass

from flashcards.core.card import CardId
from flashcards.core.fact_record import kind_of
from flashcards.core.known_card import KnownCard
from flashcards.core.log import FactId, Review, Undo
from flashcards.core.study_day import Moment
from flashcards.errors import NothingToUndo
from flashcards.services.collection import Collection
from flashcards.services.recording import card_named, record
from flashcards.storage import log
from flashcards.storage.database import writing
from flashcards.storage.lineage import living_continuation


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
        record(connection, collection, act.card, [Undo(stamp, act.card, act.stamp.id)])
        now = living_continuation(connection, act.card) or act.card
        rating = (act.score or int(act.rating)) if isinstance(act, Review) else None
        return Undone(kind_of(act), rating, card_named(connection, now))


def undo_act(collection: Collection, moment: Moment, card: CardId, act: FactId) -> None:
    """Take back one act on a card."""
    with writing(collection.engine) as connection:
        stamp = next(log.stamps(connection, moment.now))
        record(connection, collection, card, [Undo(stamp, card, act)])
