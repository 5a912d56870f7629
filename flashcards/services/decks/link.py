"""What was matched, mended by hand."""

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Edited, Unlinked
from flashcards.core.log.fact import CardFact
from flashcards.core.study_day import Moment
from flashcards.errors.cards import LinkedToItself, NothingToUnlink
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import find_card
from flashcards.services.log.append import card_named, introduction
from flashcards.services.log.reconcile import write_about_edge
from flashcards.services.work import Work, writing_work
from flashcards.storage.log.lineage import edges_around


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
    with writing_work(collection, moment) as work:
        introduced = introduction(work, card_named(work.connection, to).card)
        fact = Edited(work.stamp(), to, from_, by_hand=True)
        return _written(work, to, [*introduced, fact], from_)


def unlink(collection: Collection, moment: Moment, name: str) -> list[Linked]:
    """Cut what leads into a card: it never was those others; raises `NothingToUnlink`."""
    card = find_card(collection, name).card.id
    with writing_work(collection, moment) as work:
        olds = [edge.old for edge in edges_around(work.connection, card) if edge.new == card]
        if not olds:
            raise NothingToUnlink(name)
        cuts = [Unlinked(work.stamp(), card, old, by_hand=True) for old in sorted(olds)]
        return [_written(work, card, [cut], cut.old) for cut in cuts]


def _written(work: Work, card: CardId, facts: list[CardFact], old: CardId) -> Linked:
    write_about_edge(work, card, facts)
    return Linked(old, card, card_named(work.connection, card).schedule.reps)
