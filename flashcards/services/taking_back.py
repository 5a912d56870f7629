"""An act taken back whole: every fact of it, and the schedules without it."""

from datetime import datetime

from flashcards.core.card import CardId
from flashcards.core.log import Adopted, Undo
from flashcards.core.stamp import FactId
from flashcards.services.bringing_up import bring_up
from flashcards.services.collection import Collection
from flashcards.services.reading import Progress, unheard
from flashcards.storage import log
from flashcards.storage.database import Connection


def take_back(
    connection: Connection,
    collection: Collection,
    now: datetime,
    act: FactId,
    progress: Progress = unheard,
) -> list[CardId]:
    """Undo the act that begins with a fact, with one undo a fact; the cards it was about."""
    facts = log.whole_act(connection, act)
    stamps = log.stamps(connection, now)
    log.append(connection, [Undo(next(stamps), fact.card, fact.stamp.id) for fact in facts])
    cards = list(dict.fromkeys(fact.card for fact in facts if fact.card is not None))
    changed = any(isinstance(fact, Adopted) for fact in facts)
    bring_up(connection, collection, cards, progress, parameters_changed=changed)
    return cards
