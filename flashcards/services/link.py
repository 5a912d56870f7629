"""What was matched, mended by hand."""

from dataclasses import dataclass

from flashcards.core.card import CardId
from flashcards.core.log import CardFact, Edited, Unlinked
from flashcards.core.study_day import Moment
from flashcards.errors import LinkedToItself, NothingToUnlink
from flashcards.services.collection import Collection
from flashcards.services.reconciling import write_about_edge
from flashcards.services.recording import card_named, introduction
from flashcards.services.selecting import find_card
from flashcards.storage import log
from flashcards.storage.database import Connection, writing
from flashcards.storage.lineage import edges_around


@dataclass(frozen=True, slots=True)
class Linked:
    """Two cards and the answers that the new one's history has now."""

    old: CardId
    new: CardId
    reps: int


def link(collection: Collection, moment: Moment, old: str, new: str) -> Linked:
    """Let the history of `old` (most often an orphan) lead to `new`; raises `LinkedToItself`."""
    from_, to = find_card(collection, old).card.id, find_card(collection, new).card.id
    if from_ == to:
        raise LinkedToItself(new)
    with writing(collection.engine) as connection:
        stamps = log.stamps(connection, moment.now)
        introduced = introduction(connection, card_named(connection, to).card, stamps)
        fact = Edited(next(stamps), to, from_, by_hand=True)
        return _written(connection, collection, to, [*introduced, fact], from_)


def unlink(collection: Collection, moment: Moment, name: str) -> list[Linked]:
    """Cut what leads into a card: it never was those others; raises `NothingToUnlink`."""
    card = find_card(collection, name).card.id
    with writing(collection.engine) as connection:
        olds = [edge.old for edge in edges_around(connection, card) if edge.new == card]
        if not olds:
            raise NothingToUnlink(name)
        stamps = log.stamps(connection, moment.now)
        cuts = [Unlinked(next(stamps), card, old, by_hand=True) for old in sorted(olds)]
        return [_written(connection, collection, card, [cut], cut.old) for cut in cuts]


def _written(
    connection: Connection,
    collection: Collection,
    card: CardId,
    facts: list[CardFact],
    old: CardId,
) -> Linked:
    write_about_edge(connection, collection, card, facts)
    return Linked(old, card, card_named(connection, card).schedule.reps)
